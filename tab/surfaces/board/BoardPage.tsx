import {
  Button,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
  typographyStyles,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { fromTo, inDays, longDate, weekdayOf } from '../../shared/dates.ts';
import { Page } from '../../shared/Page.tsx';
import { hashOf } from '../../shared/place.ts';
import { useSession } from '../../shared/session.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { useCall } from '../../shared/useCall.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PersonRow } from './PersonRow.tsx';
import { StepLine } from './StepLine.tsx';
import { type Board, lookAgainIn } from './waiting.ts';

const useStyles = makeStyles({
  part: { display: 'grid', gap: '8px', justifyItems: 'stretch' },
  title: typographyStyles.subtitle2,
  list: {
    listStyle: 'none',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  line: { padding: '10px 12px', '& + &': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` } },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  reasons: { ...typographyStyles.body1, display: 'grid', gap: '4px', paddingLeft: '20px' },
});

/** One booking: what was set up, how each person was reached, and what they said. */
export function BoardPage({ meeting }: { readonly meeting: string }) {
  const { me } = useSession();
  const board = useCall('meetingBoard', { params: { meeting } }, lookAgainIn);
  const back = me.may.dueList
    ? ({ to: { at: 'due' }, words: 'Due list' } as const)
    : ({ to: { at: 'reviews' }, words: 'My reviews' } as const);
  if (board.state !== 'ready') {
    return (
      <Page title="Booking" back={back}>
        {board.state === 'loading' ? <Loading label="Reading the booking" lines={8} /> : null}
        {board.state === 'failed' ? <Failed problem={board.problem} onRetry={board.reload} /> : null}
      </Page>
    );
  }
  const { child, meeting: booked } = board.value;
  const when = `${weekdayOf(booked.startsAt)} ${longDate(booked.startsAt)}, ${fromTo(booked.startsAt, booked.endsAt)}`;
  return (
    <Page
      title={child.name}
      lead={`${when} (${inDays(me.today, booked.startsAt)}). ${booked.venue}.`}
      back={back}
    >
      {board.problem === null ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>No connection: this may not be the newest. {board.problem.words}</MessageBarBody>
        </MessageBar>
      )}
      <StateBar board={board.value} />
      <Actions board={board.value} onChanged={board.reload} />
      <Reached board={board.value} onChanged={board.reload} />
    </Page>
  );
}

function StateBar({ board }: { readonly board: Board }) {
  const { state, cancelledBecause } = board.meeting;
  if (state === 'cancelled') {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          This meeting was cancelled{cancelledBecause === null ? '.' : `: ${cancelledBecause}`}
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (state === 'ended') {
    return (
      <MessageBar intent="success">
        <MessageBarBody>The meeting was held.</MessageBarBody>
      </MessageBar>
    );
  }
  return null;
}

type PartProps = { readonly board: Board; readonly onChanged: () => void };

function Actions({ board, onChanged }: PartProps) {
  const styles = useStyles();
  const { me } = useSession();
  const [dialog, setDialog] = useState<'move' | 'cancel' | null>(null);
  const { id, state, joinUrl } = board.meeting;
  const comesBack = useRestoreFocusTarget();
  const close = () => setDialog(null);
  const done = () => {
    close();
    onChanged();
  };
  return (
    <div className={styles.actions}>
      {state === 'cancelled' ? null : (
        <Button as="a" appearance="primary" href={hashOf({ at: 'room', id })}>
          Open the room
        </Button>
      )}
      {state === 'booked' && me.may.book ? (
        <>
          <Button {...comesBack} onClick={() => setDialog('move')}>
            Move
          </Button>
          <Button {...comesBack} onClick={() => setDialog('cancel')}>
            Cancel the meeting
          </Button>
        </>
      ) : null}
      {board.pep === null ? null : <Link href={hashOf({ at: 'plan', id: board.pep })}>Open the plan</Link>}
      {joinUrl === null || state === 'cancelled' || state === 'ended' ? null : (
        <Link href={joinUrl} target="_blank" rel="noreferrer">
          Join in Teams
        </Link>
      )}
      <MoveDialog isOpen={dialog === 'move'} board={board} onDone={done} onClose={close} />
      <CancelDialog isOpen={dialog === 'cancel'} board={board} onDone={done} onClose={close} />
    </div>
  );
}

function Reached({ board, onChanged }: PartProps) {
  const styles = useStyles();
  const { meeting, people, steps } = board;
  return (
    <>
      <Part
        title={`People (${people.filter(({ reply }) => reply === 'accepted').length} of ${people.length} coming)`}
      >
        <ul className={styles.list}>
          {people.map((person) => (
            <li key={person.person} className={styles.line}>
              <PersonRow
                person={person}
                meeting={meeting.id}
                isOpen={meeting.state === 'booked'}
                onChanged={onChanged}
              />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="What was set up">
        <ul className={styles.list}>
          {steps.map((step) => (
            <li key={step.effect} className={styles.line}>
              <StepLine step={step} meeting={meeting.id} onChanged={onChanged} />
            </li>
          ))}
          {steps.length === 0 ? (
            <li className={styles.line}>Nothing is set up in Microsoft 365 yet.</li>
          ) : null}
        </ul>
      </Part>
      {meeting.overrides.length === 0 ? null : (
        <Part title="Reasons given for going ahead">
          <ul className={styles.reasons}>
            {meeting.overrides.map(({ rule, reason }) => (
              <li key={rule}>{reason}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}
