import {
  BookOpenFilled,
  BookOpenRegular,
  CalendarLtrFilled,
  CalendarLtrRegular,
  ChatFilled,
  ChatRegular,
  FolderFilled,
  FolderRegular,
  MailFilled,
  MailRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { hashOf, kindOf, roomsFor } from './place.ts';
import { useStage } from './stage.tsx';
import { mailOf } from './tenancy.ts';

type RailRoom = 'chat' | 'calendar' | 'app' | 'files' | 'mail';

const rooms = [
  ['chat', 'Chat', <ChatRegular key="off" />, <ChatFilled key="on" />],
  ['calendar', 'Calendar', <CalendarLtrRegular key="off" />, <CalendarLtrFilled key="on" />],
  ['app', 'Education Review', <BookOpenRegular key="off" />, <BookOpenFilled key="on" />],
  ['files', 'Files', <FolderRegular key="off" />, <FolderFilled key="on" />],
  ['mail', 'Mail', <MailRegular key="off" />, <MailFilled key="on" />],
] as const satisfies readonly (readonly [RailRoom, string, ReactNode, ReactNode])[];

export function Rail() {
  const { tenancy, person, place, goTo } = useStage();
  const kind = kindOf(place.at);
  const current = kind === 'meeting' ? 'calendar' : kind === 'tab' ? 'chat' : kind;
  // People with a calendar in the tenant get hardly any mail: their mailbox is only shown once there is some.
  const isShown = (room: RailRoom) =>
    roomsFor(person).includes(room) &&
    (room !== 'mail' || person.kind !== 'member' || current === 'mail' || mailOf(tenancy, person).length > 0);
  return (
    <nav className="rail" aria-label="Rooms">
      <ul>
        {rooms
          .filter(([room]) => isShown(room))
          .map(([room, label, off, on]) => (
            <li key={room}>
              <a
                href={hashOf({ as: place.as, theme: place.theme, at: room })}
                aria-current={current === room ? 'page' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(room);
                }}
              >
                {current === room ? on : off}
                <span>{label}</span>
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
