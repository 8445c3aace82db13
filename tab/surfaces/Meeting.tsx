import { RoomPage } from '../meeting/RoomPage.tsx';
import { useSession } from '../shared/session.tsx';
import { Empty, Failed, Loading } from '../shared/states.tsx';
import { useCall } from '../shared/useCall.ts';

/** The side panel, the chat's tab and the details tab: the meeting that this chat belongs to. */
export function Meeting() {
  const { chatId } = useSession();
  return <main>{chatId === null ? <NoChat /> : <OfChat chatId={chatId} />}</main>;
}

function NoChat() {
  return (
    <Empty
      title="Open this from the meeting"
      words="This page belongs to a meeting’s chat in Teams. Open the meeting there, and choose Education Review."
    />
  );
}

function OfChat({ chatId }: { readonly chatId: string }) {
  const found = useCall('meetingOfChat', { body: { chatId } });
  if (found.state === 'loading') return <Loading label="Finding the meeting" />;
  if (found.state === 'ready') return <RoomPage meeting={found.value.meeting} />;
  if (found.problem.code === 'not-found')
    return (
      <Empty
        title="No review meeting here"
        words="This chat does not belong to a review meeting that you are part of. Ask the Virtual School if you think it should."
      />
    );
  return <Failed problem={found.problem} onRetry={found.reload} />;
}
