import { Link, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { hashOf, type Place } from './place.ts';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    gap: '16px',
    padding: '16px',
    '@media (min-width: 641px)': { padding: '20px 24px' },
  },
  reading: { maxWidth: '960px' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: '12px',
  },
  titles: { display: 'grid', gap: '4px', minWidth: 0 },
  title: { ...typographyStyles.subtitle1, '@media (min-width: 641px)': typographyStyles.title3 },
  lead: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  back: { display: 'inline-flex', alignItems: 'center', gap: '6px', minHeight: '24px', justifySelf: 'start' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

type PageProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly back?: { readonly to: Place; readonly words: string };
  readonly actions?: ReactNode;
  /** Tables take the whole width; words to read and fill in do not. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

export function Page({ title, lead, back, actions, isWide = false, children }: PageProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.page, !isWide && styles.reading)}>
      {back === undefined ? null : (
        <Link className={styles.back} href={hashOf(back.to)}>
          <ArrowLeftRegular aria-hidden="true" />
          {back.words}
        </Link>
      )}
      <div className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
