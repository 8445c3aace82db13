import { makeStyles, Tab, TabList, tokens, typographyStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useFieldWriter } from '../meeting/useFieldWriter.ts';
import { useSession } from '../shared/session.tsx';
import { Failed, Loading } from '../shared/states.tsx';
import { useCall } from '../shared/useCall.ts';
import { DeskProvider } from './desk.tsx';
import { Deliveries } from './Deliveries.tsx';
import { DocumentTab } from './DocumentTab.tsx';
import { LeftToDo } from './LeftToDo.tsx';
import { PlanActions } from './PlanActions.tsx';
import { PlanHead } from './PlanHead.tsx';
import { SectionBody } from './SectionBody.tsx';
import { useDeskOf } from './useDeskOf.ts';
import type { PepView } from './views.ts';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    padding: '16px',
    maxWidth: '960px',
    alignContent: 'start',
    '@media (max-width: 600px)': { padding: '12px' },
  },
  section: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...typographyStyles.subtitle2 },
  owner: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

/** One plan: written by school, read by the Virtual School, delivered. */
export function PlanPage({ pep }: { readonly pep: string }) {
  const plan = useCall('pep', { params: { pep } });
  if (plan.state === 'loading') return <Loading label="Opening the plan" lines={8} />;
  if (plan.state === 'failed') return <Failed problem={plan.problem} onRetry={plan.reload} />;
  return <Plan key={pep} plan={plan.value} reload={plan.reload} />;
}

const nobody = [] as const;
/** What is left to do is counted anew once writing rests. */
const rest = 1200;

function Plan({ plan, reload }: { readonly plan: PepView; readonly reload: () => void }) {
  const styles = useStyles();
  const { me } = useSession();
  // Officers and the social worker read the document and see where it went; the server refuses both to everybody else.
  const isReader = plan.can.return || me.may.queue || me.roles.some(({ role }) => role === 'socialWorker');
  const isFinished = isReader && (plan.can.return || plan.stage === 'signedOff');
  const [tab, setTab] = useState<'plan' | 'document' | 'deliveries'>(isFinished ? 'document' : 'plan');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onKept = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(reload, rest);
  }, [reload]);
  const tools = useFieldWriter({ pep: plan.id, meeting: plan.meeting, onKept });
  const room = useCall('room', { params: { meeting: plan.meeting } });
  const people = room.state === 'ready' ? room.value.people : nobody;
  const desk = useDeskOf({ plan, tools, people, writing: null, me: me.person });
  return (
    <DeskProvider value={desk}>
      <div className={styles.page}>
        <PlanHead plan={plan} writer={desk.writer} />
        <PlanActions plan={plan} reload={reload} onDelivered={() => setTab('deliveries')} />
        {isReader ? (
          <TabList
            selectedValue={tab}
            onTabSelect={(_event, chosen) => setTab(tabOf(chosen.value))}
            size="small"
          >
            <Tab value="plan">Plan</Tab>
            <Tab value="document">Document</Tab>
            <Tab value="deliveries">Deliveries</Tab>
          </TabList>
        ) : null}
        {tab === 'plan' ? <PlanForm plan={plan} /> : null}
        {tab === 'document' ? <DocumentTab pep={plan.id} /> : null}
        {tab === 'deliveries' ? <Deliveries pep={plan.id} meeting={plan.meeting} /> : null}
      </div>
    </DeskProvider>
  );
}

function tabOf(value: unknown): 'plan' | 'document' | 'deliveries' {
  return value === 'document' || value === 'deliveries' ? value : 'plan';
}

function PlanForm({ plan }: { readonly plan: PepView }) {
  const styles = useStyles();
  return (
    <>
      <LeftToDo plan={plan} />
      {plan.sections.map((section) => (
        <section key={section.id} className={styles.section} aria-labelledby={`s-${section.id}`}>
          <h3 id={`s-${section.id}`} className={styles.title} tabIndex={-1}>
            {section.title}
          </h3>
          <p className={styles.owner}>Filled in by: {section.ownerName}</p>
          <SectionBody section={section} />
        </section>
      ))}
    </>
  );
}
