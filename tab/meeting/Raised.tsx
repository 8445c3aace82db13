import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useDesk } from '../peps/desk.tsx';
import { RaisedActions } from '../peps/RaisedActions.tsx';
import { Targets } from '../peps/Targets.tsx';

const useStyles = makeStyles({
  part: {
    display: 'grid',
    gap: '8px',
    paddingTop: '12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { ...typographyStyles.subtitle2 },
});

/** What was raised so far, beneath or beside the talk. */
export function Raised() {
  const styles = useStyles();
  const { plan } = useDesk();
  const section = plan.sections.find(({ id }) => id === 'raised-actions');
  if (section === undefined) return null;
  return (
    <section className={styles.part} aria-label={section.title}>
      <h3 className={styles.head}>{section.title}</h3>
      <RaisedActions section={section} isCompact />
    </section>
  );
}

/** The targets at a glance; they are written in their own item. */
export function TargetsAtAGlance() {
  const styles = useStyles();
  const { plan } = useDesk();
  const section = plan.sections.find(({ id }) => id === 'new-targets');
  if (section === undefined) return null;
  return (
    <section className={styles.part} aria-label={`${section.title}, at a glance`}>
      <h3 className={styles.head}>{section.title}</h3>
      <Targets section={section} isCompact />
    </section>
  );
}
