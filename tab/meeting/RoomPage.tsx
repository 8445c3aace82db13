import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { DeskProvider } from '../peps/desk.tsx';
import { PlanPage } from '../peps/PlanPage.tsx';
import { useDeskOf } from '../peps/useDeskOf.ts';
import type { Room } from '../peps/views.ts';
import { Empty, Failed, Loading } from '../shared/states.tsx';
import { useMatches } from '../shared/useMatches.ts';
import { AgreedSummary } from './AgreedSummary.tsx';
import { Banners } from './Banners.tsx';
import { Panel } from './Panel.tsx';
import { Raised } from './Raised.tsx';
import { RaiseAction } from './RaiseAction.tsx';
import { StateOfMeeting } from './StateOfMeeting.tsx';
import { StepBody } from './StepBody.tsx';
import { useFieldWriter } from './useFieldWriter.ts';
import { type LiveRoom, useRoom } from './useRoom.ts';
import { type RoomActions, useRoomActions } from './useRoomActions.ts';
import { useWalk, type Walk } from './useWalk.ts';
import { WideRoom } from './WideRoom.tsx';

const useStyles = makeStyles({ back: { padding: '8px 8px 0' } });
const sidePanel = '(max-width: 600px)';

/** The meeting, walked through together: in the side panel, and the same at full width. */
export function RoomPage({ meeting }: { readonly meeting: string }) {
  const live = useRoom(meeting);
  if (live.state === 'loading') return <Loading label="Opening the room" lines={6} />;
  if (live.state === 'failed') return <Failed problem={live.problem} onRetry={live.retry} />;
  if (live.room.meeting.state === 'cancelled')
    return (
      <Empty
        title="This meeting was cancelled"
        words="There is nothing to do here. The Virtual School books a new one."
      />
    );
  return <OpenRoom key={live.room.pep.id} live={live} />;
}

type Open = Extract<LiveRoom, { readonly state: 'open' }>;

function OpenRoom({ live }: { readonly live: Open }) {
  const { room, onKept } = live;
  const styles = useStyles();
  const [isPlanOpen, setIsPlanOpen] = useState(false);
  const tools = useFieldWriter({ pep: room.pep.id, meeting: room.meeting.id, onKept });
  const desk = useDeskOf({ plan: room.pep, tools, people: room.people, writing: room.writing, me: room.me });
  if (isPlanOpen)
    return (
      <>
        <div className={styles.back}>
          <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={() => setIsPlanOpen(false)}>
            The meeting
          </Button>
        </div>
        <PlanPage pep={room.pep.id} />
      </>
    );
  return (
    <DeskProvider value={desk}>
      <Walked live={live} onOpenPlan={() => setIsPlanOpen(true)} />
    </DeskProvider>
  );
}

function Walked({ live, onOpenPlan }: { readonly live: Open; readonly onOpenPlan: () => void }) {
  const { room, isSilent, reread } = live;
  const walk = useWalk(room);
  const actions = useRoomActions(room, reread);
  const isNarrow = useMatches(sidePanel);
  const Layout = isNarrow ? Panel : WideRoom;
  const banners = (
    <Banners
      room={room}
      walk={walk}
      isSilent={isSilent}
      isNarrow={isNarrow}
      onPupil={actions.markPupil}
      problem={actions.problem}
    />
  );
  const body =
    room.meeting.state === 'ended' ? (
      <AgreedSummary room={room} onOpenPlan={onOpenPlan} />
    ) : (
      <Item room={room} walk={walk} actions={actions} isNarrow={isNarrow} reread={reread} />
    );
  return <Layout room={room} walk={walk} actions={actions} banners={banners} body={body} />;
}

type ItemProps = {
  readonly room: Room;
  readonly walk: Walk;
  readonly actions: RoomActions;
  readonly isNarrow: boolean;
  readonly reread: () => void;
};

function Item({ room, walk, actions, isNarrow, reread }: ItemProps) {
  const { step } = walk;
  if (step === null)
    return (
      <Empty
        title="Nothing to show just now"
        words="This item is for adults only. It is here again as soon as the connection is."
      />
    );
  const isLast = walk.index === room.agenda.length - 1;
  const hasActions = step.sections.includes('raised-actions');
  return (
    <>
      {room.meeting.state === 'booked' ? (
        <StateOfMeeting room={room} actions={actions} isLast={isLast} />
      ) : null}
      <StepBody step={step} moves={walk.moves} />
      <RaiseAction
        key={step.id}
        meeting={room.meeting.id}
        pep={room.pep.id}
        step={step.id}
        onRaised={reread}
      />
      {isNarrow && !hasActions ? <Raised /> : null}
      {room.meeting.state === 'booked' ? null : (
        <StateOfMeeting room={room} actions={actions} isLast={isLast} />
      )}
    </>
  );
}
