import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Occurrence } from '#bot/actions/occurrence.ts';

/** Teams sends more than this; the rest is not read. */
const envelope = z.object({
  type: z.string().min(1),
  name: z.string().optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  from: z.object({ aadObjectId: z.string().min(1).optional() }).optional(),
  conversation: z.object({
    id: z.string().min(1),
    tenantId: z.string().optional(),
    conversationType: z.string().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).nullish(),
  text: z.string().nullish(),
  action: z.string().optional(),
  membersAdded: z.array(z.object({ id: z.string() })).optional(),
  value: z.unknown().optional(),
});
type Envelope = z.infer<typeof envelope>;

const pressed = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb: z.string(), data: z.unknown().optional() }),
});
const moment = z.object({ StartTime: z.string().optional(), EndTime: z.string().optional() });

export type SignedActivity = {
  readonly activity: Activity;
  /** Null when the activity names none, or names two. */
  readonly tid: string | null;
  readonly occurrence: Occurrence;
};

/** Null when it is not an activity of Teams at all. */
export function readActivity(body: unknown): SignedActivity | null {
  const activity = z.custom<Activity>((value) => envelope.safeParse(value).success).safeParse(body);
  const read = envelope.safeParse(body);
  if (!activity.success || !read.success) return null;
  const tid = tenantOf(read.data);
  return {
    activity: activity.data,
    tid,
    occurrence: tid === null ? { is: 'nothing' } : occurrenceOf(read.data, tid),
  };
}

function tenantOf({ channelData, conversation }: Envelope): string | null {
  const told = channelData?.tenant?.id;
  const talked = conversation.tenantId;
  if (told !== undefined && talked !== undefined && told !== talked) return null;
  return told ?? talked ?? null;
}

function occurrenceOf(activity: Envelope, tid: string): Occurrence {
  const oid = activity.from?.aadObjectId;
  const isPersonal = activity.conversation.conversationType === 'personal';
  const own =
    oid === undefined || !isPersonal
      ? null
      : { tid, oid, conversationId: activity.conversation.id, serviceUrl: activity.serviceUrl };
  switch (activity.type) {
    case 'conversationUpdate':
      return own !== null && activity.membersAdded !== undefined
        ? { is: 'installed', conversation: own }
        : { is: 'nothing' };
    case 'installationUpdate':
      if (own === null) return { is: 'nothing' };
      return activity.action?.startsWith('remove') === true
        ? { is: 'removed', from: { tid, oid: own.oid } }
        : { is: 'installed', conversation: own };
    case 'message':
      return own === null
        ? { is: 'groupText' }
        : { is: 'text', text: activity.text ?? '', conversation: own };
    case 'invoke':
      return pressOf(activity, own === null ? null : { tid, oid: own.oid });
    case 'event':
      return meetingEvent(activity, tid);
    default:
      return { is: 'nothing' };
  }
}

function pressOf(
  activity: Envelope,
  from: { readonly tid: string; readonly oid: string } | null,
): Occurrence {
  if (activity.name !== 'adaptiveCard/action') return { is: 'nothing' };
  if (from === null) return { is: 'groupPress' };
  const read = pressed.safeParse(activity.value);
  const { verb, data } = read.success ? read.data.action : { verb: '', data: null };
  return { is: 'press', press: { verb, data, from } };
}

/** The event's own title is the meeting's subject: it is not read. */
function meetingEvent(activity: Envelope, tid: string): Occurrence {
  const read = moment.safeParse(activity.value);
  const chatId = activity.conversation.id;
  if (activity.name === 'application/vnd.microsoft.meetingStart') {
    return { is: 'meetingStarted', moment: { tid, chatId, at: read.data?.StartTime ?? null } };
  }
  if (activity.name === 'application/vnd.microsoft.meetingEnd') {
    return { is: 'meetingEnded', moment: { tid, chatId, at: read.data?.EndTime ?? null } };
  }
  return { is: 'nothing' };
}
