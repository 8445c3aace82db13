import {
  Avatar,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { Writer } from '../meeting/writer.ts';
import { Status } from '../shared/Status.tsx';
import { SavedState } from './SavedState.tsx';
import { stageLooks } from './stageLooks.ts';
import type { PepView } from './views.ts';

const useStyles = makeStyles({
  head: { display: 'flex', gap: '12px', alignItems: 'flex-start', minWidth: 0 },
  names: { display: 'grid', gap: '2px', minWidth: 0 },
  title: { ...typographyStyles.subtitle1 },
  facts: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  states: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
});

/** Whose plan, where it stands, and whether everything written is kept. */
export function PlanHead({ plan, writer }: { readonly plan: PepView; readonly writer: Writer }) {
  const styles = useStyles();
  const { child } = plan;
  return (
    <>
      <header className={styles.head}>
        <Avatar initials={child.initials} name={child.name} shape="square" size={40} aria-hidden="true" />
        <div className={styles.names}>
          <h2 className={styles.title}>{child.name}</h2>
          <p className={styles.facts}>
            {[
              child.yearGroup,
              child.school,
              plan.reference,
              plan.version > 0 ? `version ${plan.version}` : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <div className={styles.states}>
            <Status
              look={stageLooks[plan.stage]}
              words={
                plan.kind === 'progressReview' ? `Progress review · ${plan.stageWords}` : plan.stageWords
              }
            />
            <SavedState writer={writer} />
          </div>
        </div>
      </header>
      {plan.returnedBecause === null ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The Virtual School returned this plan</MessageBarTitle>
            {plan.returnedBecause}
          </MessageBarBody>
        </MessageBar>
      )}
      {plan.cannotSignOff === null ? null : (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{plan.cannotSignOff}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
