import { CallRegular } from '@fluentui/react-icons';
import { AppRoom } from './AppRoom.tsx';
import { Calendar } from './Calendar.tsx';
import { Chats } from './Chats.tsx';
import { Empty } from './Empty.tsx';
import { Files } from './Files.tsx';
import { Mailbox } from './Mailbox.tsx';
import { MeetingRoom } from './MeetingRoom.tsx';
import { chatIn, kindOf } from './place.ts';
import { useStage } from './stage.tsx';

export function RoomView() {
  const { person, place } = useStage();
  if (person.kind === 'telephoneOnly')
    return (
      <Empty icon={<CallRegular />} title={`${person.name} has a telephone only`}>
        The coordinator has them on the call list{person.phone === undefined ? '' : `, under ${person.phone}`}
        . There is no screen to show here.
      </Empty>
    );
  switch (kindOf(place.at)) {
    case 'app':
      return <AppRoom />;
    case 'chat':
    case 'tab':
      return <Chats />;
    case 'calendar':
      return <Calendar />;
    case 'meeting':
      return <MeetingRoom chatId={chatIn(place.at) ?? ''} />;
    case 'mail':
      return <Mailbox />;
    case 'files':
      return <Files />;
  }
}
