import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Choice, Draft } from '../meeting/draft.ts';
import { joined } from '../meeting/draft.ts';
import { Status } from '../shared/Status.tsx';
import { inWords } from './inWords.ts';
import type { FieldView } from './views.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '8px',
    padding: '12px',
    marginTop: '4px',
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  sides: {
    display: 'grid',
    gap: '8px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
  },
  words: { whiteSpace: 'pre-wrap', ...typographyStyles.body1 },
  name: { ...typographyStyles.caption1Strong },
  choices: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

type Props = {
  readonly draft: Draft;
  readonly field: FieldView;
  readonly onChoose: (choice: Choice) => void;
};

/** Two persons wrote at once: both stand side by side, and nothing goes until somebody chooses. */
export function Conflict({ draft, field, onChoose }: Props) {
  const styles = useStyles();
  const { theirs } = draft;
  if (theirs === null) return null;
  return (
    <div className={styles.box} role="group" aria-label={`Two versions of ${field.label}`}>
      <Status
        look="warning"
        words={`${theirs.by} changed this while you were writing. Both are kept: choose which to use.`}
      />
      <div className={styles.sides}>
        <div>
          <p className={styles.name}>{theirs.by} wrote</p>
          <p className={styles.words}>{inWords(field, theirs.value) || 'Nothing'}</p>
        </div>
        <div>
          <p className={styles.name}>You wrote</p>
          <p className={styles.words}>{inWords(field, draft.mine) || 'Nothing'}</p>
        </div>
      </div>
      <div className={styles.choices}>
        <Button size="small" onClick={() => onChoose('mine')}>
          Use mine
        </Button>
        <Button size="small" onClick={() => onChoose('theirs')}>
          Use theirs
        </Button>
        {canJoin(field) && joined(theirs.value, draft.mine) !== null ? (
          <Button size="small" onClick={() => onChoose('both')}>
            Keep both
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Two dates or two ticks cannot both stand. */
function canJoin(field: FieldView): boolean {
  return ['text', 'longText', 'choices', 'pppLines'].includes(field.kind);
}
