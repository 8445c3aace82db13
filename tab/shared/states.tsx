import {
  Button,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular, WarningRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { AskProblem } from './ask.ts';

const useStyles = makeStyles({
  loading: { display: 'grid', gap: '12px', padding: '16px', maxWidth: '720px' },
  block: {
    display: 'grid',
    justifyItems: 'start',
    gap: '12px',
    padding: '24px 16px',
    maxWidth: '640px',
    color: tokens.colorNeutralForeground1,
  },
  title: { ...typographyStyles.subtitle2, display: 'flex', alignItems: 'center', gap: '8px' },
  words: typographyStyles.body1,
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The shape of what is coming, and its name for those who cannot see it. */
export function Loading({ label, lines = 4 }: { readonly label: string; readonly lines?: number }) {
  const styles = useStyles();
  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <span className={styles.hidden}>{label}…</span>
      <Skeleton aria-hidden="true" style={{ display: 'grid', gap: '12px' }}>
        <SkeletonItem size={24} style={{ width: '45%' }} />
        {Array.from({ length: lines }, (_none, line) => (
          <SkeletonItem key={line} size={16} style={{ width: line % 2 === 0 ? '100%' : '80%' }} />
        ))}
      </Skeleton>
    </div>
  );
}

type FailedProps = {
  readonly problem: AskProblem;
  readonly onRetry?: () => void;
  readonly isWholePage?: boolean;
};

/** What happened and what to do, in the server's own words. */
export function Failed({ problem, onRetry, isWholePage = false }: FailedProps) {
  const styles = useStyles();
  const Title = isWholePage ? 'h1' : 'h2';
  const block = (
    <div className={styles.block} role="alert">
      <Title className={styles.title}>
        <WarningRegular aria-hidden="true" />
        {problem.code === 'offline' ? 'No connection' : 'This could not be shown'}
      </Title>
      <p className={styles.words}>{problem.words}</p>
      {onRetry === undefined ? null : (
        <Button appearance="primary" icon={<ArrowClockwiseRegular />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
  return isWholePage ? <main>{block}</main> : block;
}

type EmptyProps = { readonly title: string; readonly words: string; readonly action?: ReactNode };

export function Empty({ title, words, action }: EmptyProps) {
  const styles = useStyles();
  return (
    <div className={styles.block}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.words}>{words}</p>
      {action}
    </div>
  );
}
