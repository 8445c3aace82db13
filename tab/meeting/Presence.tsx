import { Avatar, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Room } from '../peps/views.ts';

const useStyles = makeStyles({
  all: { display: 'flex', alignItems: 'center', padding: 0, listStyleType: 'none' },
  one: { marginRight: '-4px', display: 'flex' },
  more: { ...typographyStyles.caption1, paddingLeft: '8px', color: tokens.colorNeutralForeground2 },
});

/** Who has the room open now. */
export function Presence({ present, most }: { readonly present: Room['present']; readonly most: number }) {
  const styles = useStyles();
  if (present.length === 0) return null;
  return (
    <ul className={styles.all} aria-label={`Here now: ${present.map(({ name }) => name).join(', ')}`}>
      {present.slice(0, most).map(({ person, name }) => (
        <li key={person} className={styles.one} title={name}>
          <Avatar name={name} size={24} color="colorful" idForColor={person} aria-hidden="true" />
        </li>
      ))}
      {present.length > most ? <li className={styles.more}>+{present.length - most}</li> : null}
    </ul>
  );
}
