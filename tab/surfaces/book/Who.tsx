import {
  Checkbox,
  Field,
  makeStyles,
  mergeClasses,
  Select,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { Status, type StatusLook } from '../../shared/Status.tsx';
import { Why } from '../../shared/Why.tsx';
import type { Candidate, Draft } from './draft.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: '8px',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    listStyle: 'none',
  },
  card: {
    ...typographyStyles.body1,
    display: 'grid',
    alignContent: 'start',
    gap: '2px',
    padding: '8px 12px 12px 4px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  chosen: { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
  under: { display: 'grid', justifyItems: 'start', gap: '4px', paddingLeft: '36px' },
  name: typographyStyles.body1Strong,
  quiet: { color: tokens.colorNeutralForeground2 },
  remark: { ...typographyStyles.body1, color: tokens.colorStatusDangerForeground1 },
  chair: { maxWidth: '320px' },
});

type WhoProps = {
  readonly candidates: readonly Candidate[];
  readonly draft: Draft;
  readonly lacking: string | undefined;
  readonly onChange: (draft: Draft) => void;
};

/** The child's circle as cards; who is proposed is chosen already. */
export function Who({ candidates, draft, lacking, onChange }: WhoProps) {
  const styles = useStyles();
  const toggle = (person: string, isChosen: boolean) => {
    const others = draft.people.filter((other) => other !== person);
    onChange({ ...draft, people: isChosen ? [...others, person] : others });
  };
  if (candidates.length === 0)
    return <p>Nobody is in this child’s circle yet. Import people, or ask the social worker.</p>;
  return (
    <>
      <ul className={styles.list}>
        {candidates.map((candidate) => (
          <Card
            key={candidate.person}
            candidate={candidate}
            isChosen={draft.people.includes(candidate.person)}
            onToggle={(isChosen) => toggle(candidate.person, isChosen)}
          />
        ))}
      </ul>
      {lacking === undefined ? null : (
        <p className={styles.remark} role="alert">
          {lacking}
        </p>
      )}
      <Chair candidates={candidates} draft={draft} onChange={onChange} />
    </>
  );
}

type CardProps = {
  readonly candidate: Candidate;
  readonly isChosen: boolean;
  readonly onToggle: (isChosen: boolean) => void;
};

function Card({ candidate, isChosen, onToggle }: CardProps) {
  const styles = useStyles();
  const { name, roleName, reached, note } = candidate;
  const hasName = name !== roleName;
  return (
    <li className={mergeClasses(styles.card, isChosen && styles.chosen)}>
      <Checkbox
        checked={isChosen}
        label={<span className={styles.name}>{hasName ? name : `${roleName} (name withheld)`}</span>}
        onChange={(_event, { checked }) => onToggle(checked === true)}
      />
      <div className={styles.under}>
        {hasName ? <span>{roleName}</span> : null}
        <Status look={lookOf(reached)} words={sentence(reached)} />
        <span className={styles.quiet}>
          {note.words} <Why words={note.words} source={note.source} about={name} label="Rule" />
        </span>
      </div>
    </li>
  );
}

function lookOf(reached: string): StatusLook {
  if (reached.startsWith('no way')) return 'warning';
  return reached.startsWith('telephone') ? 'note' : 'done';
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toLocaleUpperCase('en-GB')}${words.slice(1)}`;
}

type ChairProps = {
  readonly candidates: readonly Candidate[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

function Chair({ candidates, draft, onChange }: ChairProps) {
  const styles = useStyles();
  const roles = new Map(candidates.map(({ role, roleName }) => [role, roleName]));
  if (!roles.has(draft.chair)) return null;
  return (
    <Field className={styles.chair} label="Who chairs">
      <Select
        value={draft.chair}
        onChange={(_event, { value }) => {
          const chosen = candidates.find(({ role }) => role === value);
          if (chosen !== undefined) onChange({ ...draft, chair: chosen.role });
        }}
      >
        {[...roles].map(([role, roleName]) => (
          <option key={role} value={role}>
            {roleName}
          </option>
        ))}
      </Select>
    </Field>
  );
}
