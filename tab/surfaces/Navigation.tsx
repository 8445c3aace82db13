import { makeStyles, mergeClasses, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { hashOf, type Place } from '../shared/place.ts';
import { useSession } from '../shared/session.tsx';
import { LeaveDoor } from './door/LeaveDoor.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '4px 16px',
    padding: '0 8px',
    '@media (min-width: 641px)': { padding: '0 12px' },
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { display: 'flex', flexWrap: 'wrap', listStyle: 'none' },
  link: {
    ...typographyStyles.body1,
    display: 'block',
    padding: '10px 5px',
    '@media (min-width: 641px)': { padding: '10px' },
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { color: tokens.colorNeutralForeground1, textDecorationLine: 'underline' },
  },
  current: {
    ...typographyStyles.body1Strong,
    color: tokens.colorNeutralForeground1,
    paddingBottom: '8px',
    '@media (min-width: 641px)': { paddingBottom: '8px' },
    borderBottom: `2px solid ${tokens.colorCompoundBrandStroke}`,
  },
  side: { display: 'flex', alignItems: 'center', gap: '8px', padding: '4px 0' },
});

type Link = { readonly at: 'due' | 'reviews' | 'quality' | 'import' | 'roles'; readonly words: string };

/** The pages this person has, the one they are on, and for people of several authorities which one. */
export function Navigation({ at }: { readonly at: Place['at'] }) {
  const styles = useStyles();
  const { me, door, chooseAuthority } = useSession();
  const { may, authorities } = me;
  const links: readonly (Link | false)[] = [
    may.dueList && { at: 'due', words: 'Due list' },
    { at: 'reviews', words: 'My reviews' },
    may.queue && { at: 'quality', words: 'Quality' },
    may.import && { at: 'import', words: 'Import' },
    may.confirmRoles && { at: 'roles', words: 'Roles' },
  ];
  const offered = links.filter((link) => link !== false);
  return (
    <header className={styles.bar}>
      <nav aria-label="Pages">
        <ul className={styles.list}>
          {offered.map((link) => (
            <li key={link.at}>
              <a
                className={mergeClasses(styles.link, link.at === at && styles.current)}
                href={hashOf({ at: link.at })}
                aria-current={link.at === at ? 'page' : undefined}
              >
                {link.words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {authorities.length > 1 || door === 'browser' ? (
        <div className={styles.side}>
          {authorities.length > 1 ? (
            <Select
              aria-label="Authority"
              value={me.authority.id}
              onChange={(_event, chosen) => chooseAuthority(chosen.value)}
            >
              {authorities.map((authority) => (
                <option key={authority.id} value={authority.id}>
                  {authority.name}
                </option>
              ))}
            </Select>
          ) : null}
          {door === 'browser' ? <LeaveDoor /> : null}
        </div>
      ) : null}
    </header>
  );
}
