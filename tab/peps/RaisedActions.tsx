import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowRightRegular } from '@fluentui/react-icons';
import { useDesk, useSet, useValues } from './desk.tsx';
import { entriesOf, textAt } from './entries.ts';
import { Field } from './Field.tsx';
import { inWords } from './inWords.ts';
import { TakenOut } from './TakenOut.tsx';
import type { SectionView } from './views.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '12px', padding: 0, listStyleType: 'none', maxWidth: '720px' },
  action: {
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gap: '4px',
  },
  text: { ...typographyStyles.body1Strong, whiteSpace: 'pre-wrap' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  summary: { ...typographyStyles.caption1, cursor: 'pointer', padding: '4px 0' },
});

type Props = { readonly section: SectionView; readonly isCompact?: boolean };

/** What was raised on the way through the agenda (LE-32): each gets an owner and a day, or becomes a target. */
export function RaisedActions({ section, isCompact = false }: Props) {
  const styles = useStyles();
  const { valueAt, paths } = useValues();
  const { here, takenOut } = entriesOf(paths, section.id, valueAt);
  return (
    <>
      {here.length === 0 ? <p className={styles.none}>Nothing raised yet.</p> : null}
      <ul className={styles.list}>
        {here.map((entry) => (
          <Action key={entry} entry={entry} section={section} isCompact={isCompact} />
        ))}
      </ul>
      <TakenOut
        section={section.id}
        entries={takenOut.filter((entry) => textAt(valueAt, `new-targets/${entry}/text`) === '')}
      />
    </>
  );
}

function Action({ entry, section, isCompact }: Required<Props> & { readonly entry: string }) {
  const styles = useStyles();
  const { valueAt } = useValues();
  const { turn, canTurn } = useTurn(section.id);
  const set = useSet();
  const path = (field: string) => `${section.id}/${entry}/${field}`;
  const words = textAt(valueAt, path('text'));
  const fields = section.fields.filter((field) => field.id !== 'text');
  const form = fields.map((field) => <Field key={field.id} path={path(field.id)} field={field} />);
  const said = fields.flatMap((field) => inWords(field, valueAt(path(field.id))) || []).join(' · ');
  return (
    <li className={styles.action}>
      <p className={styles.text}>{words}</p>
      {isCompact ? (
        <details>
          <summary className={styles.summary}>
            {said === '' ? 'Say who answers for it, and by when' : said}
          </summary>
          {form}
        </details>
      ) : (
        form
      )}
      {section.canWrite ? (
        <div className={styles.buttons}>
          {canTurn ? (
            <Button
              size="small"
              icon={<ArrowRightRegular />}
              aria-label={`Make this a target: ${words}`}
              onClick={() => turn(entry)}
            >
              Make this a target
            </Button>
          ) : null}
          <Button
            size="small"
            appearance="subtle"
            aria-label={`Take out: ${words}`}
            onClick={() => set(path('removed'), 'yes')}
          >
            Take out
          </Button>
        </div>
      ) : null}
    </li>
  );
}

/** The words move, with where they were raised, under the same id: pressed twice they are still one target. */
function useTurn(from: string): { readonly canTurn: boolean; readonly turn: (entry: string) => void } {
  const { plan } = useDesk();
  const { valueAt } = useValues();
  const set = useSet();
  const canTurn = plan.sections.some((section) => section.id === 'new-targets' && section.canWrite);
  const turn = (entry: string) => {
    set(`new-targets/${entry}/from`, textAt(valueAt, `${from}/${entry}/from`));
    set(`new-targets/${entry}/text`, textAt(valueAt, `${from}/${entry}/text`));
    set(`${from}/${entry}/removed`, 'yes');
  };
  return { canTurn, turn };
}
