import { z } from 'zod';

/** What the fictional tenant remembers. Kept as JSON, so every part is plain and parsed when read back. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);

const zonedTime = z.object({ dateTime: z.string(), timeZone: z.string() });
const extendedProperty = z.object({ id: z.string(), value: z.string() });
export const replies = ['none', 'notResponded', 'accepted', 'tentativelyAccepted', 'declined'] as const;

const attendee = z.object({
  address: z.string(),
  name: z.string(),
  type: z.enum(['required', 'optional', 'resource']),
  response: z.enum(replies),
  repliedAt: z.string().nullable(),
});

const event = z.object({
  id: z.string(),
  tid: z.string(),
  mailbox: z.string(),
  iCalUId: z.string(),
  transactionId: z.string().nullable(),
  createdAt: z.string(),
  modifiedAt: z.string(),
  version: z.number(),
  subject: z.string(),
  content: z.string(),
  contentType: z.enum(['text', 'html']),
  start: zonedTime,
  end: zonedTime,
  location: jsonObject.nullable(),
  attendees: z.array(attendee),
  isOnlineMeeting: z.boolean(),
  meetingId: z.string().nullable(),
  hideAttendees: z.boolean(),
  settings: jsonObject,
  extended: z.array(extendedProperty),
  isCancelled: z.boolean(),
});

const attendance = z.object({ personId: z.string(), joinedAt: z.string(), leftAt: z.string().nullable() });

const meeting = z.object({
  id: z.string(),
  tid: z.string(),
  eventId: z.string(),
  joinWebUrl: z.string(),
  threadId: z.string(),
  options: jsonObject,
  startedAt: z.string().nullable(),
  present: z.array(attendance),
  reports: z.array(
    z.object({ id: z.string(), startedAt: z.string(), endedAt: z.string(), records: z.array(attendance) }),
  ),
});

const activity = z.object({
  id: z.string(),
  from: z.string(),
  at: z.string(),
  updatedAt: z.string().nullable(),
  isDeleted: z.boolean(),
  activity: jsonObject,
  /** In a group, a card's answer replaces the card only for the person who pressed. */
  seenBy: z.record(z.string(), json),
});

const chat = z.object({
  id: z.string(),
  /** Graph's name for the chat: the same for a meeting, another for a person's chat with the bot. */
  graphId: z.string(),
  tid: z.string(),
  kind: z.enum(['personal', 'meeting']),
  topic: z.string(),
  members: z.array(z.string()),
  installationId: z.string().nullable(),
  createdAt: z.string(),
  activities: z.array(activity),
});

const attachment = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  contentBytes: z.string(),
  isInline: z.boolean(),
});
const addressee = z.object({ address: z.string(), name: z.string() });

const mail = z.object({
  id: z.string(),
  tid: z.string(),
  mailbox: z.string(),
  kind: z.enum(['message', 'invitation', 'update', 'cancellation']),
  from: addressee,
  to: z.array(addressee),
  cc: z.array(addressee),
  bcc: z.array(addressee),
  subject: z.string(),
  content: z.string(),
  contentType: z.enum(['text', 'html']),
  settings: jsonObject,
  extended: z.array(extendedProperty),
  attachments: z.array(attachment),
  isDraft: z.boolean(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  eventId: z.string().nullable(),
});

const grant = z.object({
  id: z.string(),
  roles: z.array(z.string()),
  address: z.string(),
  name: z.string(),
  oid: z.string().nullable(),
  expires: z.string().nullable(),
});

const driveItem = z.object({
  id: z.string(),
  guid: z.string(),
  driveId: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  isFolder: z.boolean(),
  createdAt: z.string(),
  modifiedAt: z.string(),
  revision: z.number(),
  content: z.string().nullable(),
  size: z.number(),
  mimeType: z.string(),
  listItemId: z.number(),
  fields: jsonObject,
  grants: z.array(grant),
  inherits: z.boolean(),
  versions: z.array(z.object({ id: z.string(), at: z.string(), content: z.string(), size: z.number() })),
});

const subscription = z.object({
  id: z.string(),
  tid: z.string(),
  resource: z.string(),
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullable(),
  clientState: z.string().nullable(),
  expirationDateTime: z.string(),
});

export const stateSchema = z.object({
  keys: z.object({ signIn: jsonObject, channel: jsonObject }),
  clockOffset: z.number(),
  /** Where the services listened first: a bot keeps the address it was spoken to from. */
  servicesPort: z.number().optional(),
  nextListItem: z.number(),
  events: z.array(event),
  meetings: z.array(meeting),
  chats: z.array(chat),
  mail: z.array(mail),
  driveItems: z.array(driveItem),
  subscriptions: z.array(subscription),
  /** People who blocked the bot: Teams tells the bot nothing, its next message is refused. */
  blocked: z.array(z.string()),
});

export type State = z.infer<typeof stateSchema>;
export type SandboxEvent = z.infer<typeof event>;
export type SandboxAttendee = z.infer<typeof attendee>;
export type SandboxMeeting = z.infer<typeof meeting>;
export type SandboxChat = z.infer<typeof chat>;
export type SandboxActivity = z.infer<typeof activity>;
export type SandboxMail = z.infer<typeof mail>;
export type SandboxDriveItem = z.infer<typeof driveItem>;
export type SandboxGrant = z.infer<typeof grant>;
export type SandboxSubscription = z.infer<typeof subscription>;
export type EventReply = (typeof replies)[number];

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
