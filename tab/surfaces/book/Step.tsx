import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  step: {
    display: 'grid',
    gap: '12px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...typographyStyles.subtitle2, display: 'flex', alignItems: 'center', gap: '8px' },
  number: {
    ...typographyStyles.caption1Strong,
    display: 'inline-grid',
    placeItems: 'center',
    width: '24px',
    height: '24px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
});

type StepProps = { readonly number: number; readonly title: string; readonly children: ReactNode };

export function Step({ number, title, children }: StepProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.step} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        <span className={styles.number}>{number}</span>
        {title}
      </h2>
      {children}
    </section>
  );
}
