import type { Person } from './tenancy.ts';

export type Room = 'chat' | 'calendar' | 'app' | 'files' | 'mail' | `meeting:${string}` | `tab:${string}`;
export type ThemeName = 'default' | 'dark' | 'contrast';

/** Who one is and what one looks at. All of it is in the address, so that a test or a story can lead straight there. */
export type Place = {
  readonly as: string;
  readonly at: Room;
  /** What is opened there: a path of the app, the id of a chat, a mail or a file. */
  readonly open?: string | undefined;
  readonly theme: ThemeName;
};

const rooms = ['chat', 'calendar', 'app', 'files', 'mail'] as const;
const themes = ['default', 'dark', 'contrast'] as const;

export function hashOf({ as, at, open, theme }: Place): string {
  const words = new URLSearchParams({ as, at });
  if (open !== undefined) words.set('open', open);
  if (theme !== 'default') words.set('theme', theme);
  return `#${words.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
}

/** Whatever the address does not say, or says of somebody who is not there, is the story's beginning. */
export function placeOf(hash: string, people: readonly Person[]): Place {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const who = people.find((one) => one.id === words.get('as')) ?? people[0];
  const as = who?.id ?? '';
  const wanted = roomOf(words.get('at') ?? '');
  const isOpen = wanted !== undefined && (who === undefined || roomsFor(who).includes(kindOf(wanted)));
  return {
    as,
    at: isOpen ? wanted : who === undefined ? 'app' : firstRoomFor(who),
    open: isOpen ? (words.get('open') ?? undefined) : undefined,
    theme: themes.find((one) => one === words.get('theme')) ?? 'default',
  };
}

function roomOf(text: string): Room | undefined {
  const [kind, id] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  if (kind === 'meeting') return `meeting:${id}`;
  if (kind === 'tab') return `tab:${id}`;
  return rooms.find((one) => one === text);
}

type RoomKind = (typeof rooms)[number] | 'meeting' | 'tab';

export function kindOf(room: Room): RoomKind {
  if (room.startsWith('meeting:')) return 'meeting';
  if (room.startsWith('tab:')) return 'tab';
  return rooms.find((one) => one === room) ?? 'app';
}

export function chatIn(room: Room): string | undefined {
  return /^(?:meeting|tab):(.+)$/.exec(room)?.[1];
}

/** Somebody without an account has a mailbox of their own; somebody with a telephone has no screen at all. */
const roomsByKind = {
  member: ['chat', 'calendar', 'app', 'files', 'mail', 'meeting', 'tab'],
  guest: ['chat', 'calendar', 'app', 'files', 'mail', 'meeting', 'tab'],
  mailOnly: ['mail', 'calendar', 'meeting'],
  telephoneOnly: [],
} as const satisfies Record<Person['kind'], readonly RoomKind[]>;

export function roomsFor(who: Person): readonly RoomKind[] {
  return roomsByKind[who.kind];
}

export function firstRoomFor(who: Person): Room {
  return who.canSignIn ? 'app' : 'mail';
}

/** The place of somebody else, in the same room where they have it. */
export function placeAs(who: Person, from: Place): Place {
  const isShared = roomsFor(who).includes(kindOf(from.at)) && chatIn(from.at) === undefined;
  return { as: who.id, at: isShared ? from.at : firstRoomFor(who), theme: from.theme };
}
