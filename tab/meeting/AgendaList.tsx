import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { LockClosedRegular, PeopleRegular } from '@fluentui/react-icons';
import type { Room } from '../peps/views.ts';
import type { Walk } from './useWalk.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '2px', padding: 0, listStyleType: 'none' },
  item: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    gap: '8px',
    alignItems: 'start',
    textAlign: 'left',
    padding: '8px',
    minHeight: '36px',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    ...typographyStyles.body1,
    // The grounds of a subtle button are the highlight in high contrast, where these words cannot be read.
    ':hover': { backgroundColor: tokens.colorNeutralBackground3 },
  },
  here: {
    ...typographyStyles.body1Strong,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  number: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  lead: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, display: 'block' },
  signs: { display: 'flex', gap: '4px', fontSize: '16px', color: tokens.colorNeutralForeground2 },
});

/** The whole order of talk; where one is oneself, and where the chair is. */
export function AgendaList({
  room,
  walk,
  onChosen,
}: {
  readonly room: Room;
  readonly walk: Walk;
  readonly onChosen?: () => void;
}) {
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {room.agenda.map((item, index) => {
        const isHere = item.id === walk.step?.id;
        return (
          <li key={item.id}>
            <button
              type="button"
              className={mergeClasses(styles.item, isHere && styles.here)}
              aria-current={isHere ? 'step' : undefined}
              onClick={() => {
                walk.go(item.id);
                onChosen?.();
              }}
            >
              <span className={styles.number}>{index + 1}</span>
              <span>
                {item.title}
                <span className={styles.lead}>{item.leadName}</span>
              </span>
              <span className={styles.signs}>
                {item.isAdultOnly ? <LockClosedRegular aria-label="Adults only" role="img" /> : null}
                {item.id === room.step && !isHere ? (
                  <PeopleRegular aria-label="The chair is here" role="img" />
                ) : null}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
