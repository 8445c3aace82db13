import { z } from 'zod';

const reply = z.enum(['none', 'notResponded', 'accepted', 'tentativelyAccepted', 'declined']);
const address = z.object({ address: z.string(), name: z.string() });
const zonedTime = z.object({ dateTime: z.string(), timeZone: z.string() });

const person = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  kind: z.enum(['member', 'guest', 'mailOnly', 'telephoneOnly']),
  authority: z.string(),
  tid: z.string(),
  oid: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  canSignIn: z.boolean(),
  hasApp: z.boolean(),
});

const event = z.object({
  id: z.string(),
  subject: z.string(),
  content: z.string(),
  start: zonedTime,
  end: zonedTime,
  location: z.record(z.string(), z.unknown()).nullable(),
  isCancelled: z.boolean(),
  organiser: z.object({ name: z.string() }).nullable(),
  attendees: z.array(address.extend({ response: reply, personId: z.string().nullable() })),
  onlineMeeting: z.object({ joinWebUrl: z.string(), chat: z.string() }).nullable(),
});

export const cardSchema = z.record(z.string(), z.unknown());

const activity = z.object({
  id: z.string(),
  from: z.string(),
  at: z.string(),
  updatedAt: z.string().nullable(),
  isDeleted: z.boolean(),
  type: z.string(),
  text: z.string().nullable(),
  cards: z.array(cardSchema),
  /** In a meeting's chat each person sees the answer to their own press. */
  seenBy: z.record(z.string(), z.unknown()),
});

const chat = z.object({
  id: z.string(),
  kind: z.enum(['personal', 'meeting']),
  topic: z.string(),
  members: z.array(z.string()),
  hasApp: z.boolean(),
  activities: z.array(activity),
  meeting: z
    .object({
      id: z.string(),
      eventId: z.string(),
      joinWebUrl: z.string(),
      startedAt: z.string().nullable(),
      present: z.array(z.string()),
    })
    .optional(),
});

const mail = z.object({
  id: z.string(),
  kind: z.enum(['message', 'invitation', 'update', 'cancellation']),
  from: address,
  to: z.array(address),
  cc: z.array(address),
  bcc: z.array(address),
  subject: z.string(),
  content: z.string(),
  contentType: z.enum(['text', 'html']),
  attachments: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contentType: z.string(),
      contentBytes: z.string(),
      size: z.number(),
    }),
  ),
  isDraft: z.boolean(),
  sentAt: z.string().nullable(),
  eventId: z.string().nullable(),
});

const driveItem = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  webUrl: z.string().nullable(),
  isFolder: z.boolean(),
  size: z.number(),
  modifiedAt: z.string(),
  fields: z.record(z.string(), z.unknown()),
  permissions: z.array(z.object({ roles: z.array(z.string()), name: z.string(), email: z.string() })),
  versions: z.array(z.object({ id: z.string(), at: z.string(), size: z.number() })),
});

const fault = z.object({
  path: z.string(),
  status: z.union([z.number(), z.literal('reset')]).optional(),
  delayMs: z.number().optional(),
});

/** What the sandbox says about its fictional tenants; what the page does not show is left out. */
export const tenancySchema = z.object({
  now: z.string(),
  tenants: z.array(z.object({ authority: z.string(), name: z.string() })),
  people: z.array(person),
  events: z.array(event),
  chats: z.array(chat),
  mail: z.array(mail),
  driveItems: z.array(driveItem),
  faults: z.array(fault),
});

export type Tenancy = z.infer<typeof tenancySchema>;
export type Person = z.infer<typeof person>;
export type CalendarEvent = z.infer<typeof event>;
export type Chat = z.infer<typeof chat>;
export type Activity = z.infer<typeof activity>;
export type Mail = z.infer<typeof mail>;
export type DriveItem = z.infer<typeof driveItem>;
export type Fault = z.infer<typeof fault>;
export type Reply = z.infer<typeof reply>;
export type CardJson = z.infer<typeof cardSchema>;

/** What of all this one person sees in their own calendar, chats, mailbox and files. */
export function eventsOf(tenancy: Tenancy, who: Person): readonly CalendarEvent[] {
  return tenancy.events
    .filter((one) => one.attendees.some((a) => a.personId === who.id))
    .toSorted((a, b) => a.start.dateTime.localeCompare(b.start.dateTime));
}

export function chatsOf(tenancy: Tenancy, who: Person): readonly Chat[] {
  return tenancy.chats
    .filter((one) => one.members.includes(who.id))
    .toSorted((a, b) => lastWord(b).localeCompare(lastWord(a)));
}

export function mailOf(tenancy: Tenancy, who: Person): readonly Mail[] {
  const own = who.email?.toLowerCase();
  const isTo = (list: Mail['to']) => list.some((one) => one.address.toLowerCase() === own);
  return tenancy.mail
    .filter((one) => !one.isDraft && (isTo(one.to) || isTo(one.cc) || isTo(one.bcc)))
    .toSorted((a, b) => (b.sentAt ?? '').localeCompare(a.sentAt ?? ''));
}

export function filesOf(tenancy: Tenancy, who: Person): readonly DriveItem[] {
  const own = who.email?.toLowerCase();
  return tenancy.driveItems
    .filter((one) => !one.isFolder && one.permissions.some((p) => p.email.toLowerCase() === own))
    .toSorted((a, b) => b.modifiedAt.localeCompare(a.modifiedAt));
}

function lastWord(chat: Chat): string {
  return chat.activities.at(-1)?.at ?? '';
}
