import { ok } from '#domain/result.ts';
import { meetingFacts } from '../booking/meetingFacts.ts';
import { claimSending } from './claimSending.ts';
import type { Did, Work } from './work.ts';

/** The online meeting behind the link: found, its options set and read back, its chat remembered. */
export async function openOnlineMeeting({ ports, authority, row }: Work): Did {
  const effect = row.effect;
  if (effect.is !== 'openOnlineMeeting') throw new Error(`Not for openOnlineMeeting: ${effect.is}`);
  const { meeting, organiser } = await ports.store.within(authority, async (tx) => ({
    meeting: await tx.meetings.byId(effect.meeting),
    organiser: (await tx.settings()).organiserMailbox,
  }));
  if (meeting === null || meeting.state === 'cancelled' || meeting.joinUrl === null) return ok('done');
  const found = await ports.onlineMeetings.find(organiser, meeting.joinUrl);
  if (!found.ok) return found;
  const secured = await ports.onlineMeetings.secure(organiser, found.value.onlineMeetingId);
  if (!secured.ok) return secured;
  await ports.store.within(authority, async (tx) => {
    const current = await tx.meetings.lock(effect.meeting);
    if (current === null) return;
    await tx.meetings.save({ ...current, ...found.value });
    await tx.effects.enqueue(
      { is: 'installInChat', meeting: effect.meeting },
      `installInChat:${effect.meeting}`,
    );
  });
  return ok('done');
}

export async function installInChat({ ports, authority, row }: Work): Did {
  const effect = row.effect;
  if (effect.is !== 'installInChat') throw new Error(`Not for installInChat: ${effect.is}`);
  const meeting = await ports.store.within(authority, (tx) => tx.meetings.byId(effect.meeting));
  if (meeting === null || meeting.state === 'cancelled' || meeting.chatId === null) return ok('done');
  const installed = await ports.chats.installIn(meeting.chatId);
  if (!installed.ok) return installed;
  await ports.store.within(authority, (tx) =>
    tx.effects.enqueue({ is: 'postInChat', meeting: effect.meeting }, `postInChat:${effect.meeting}`),
  );
  return ok('done');
}

/** One card that says what the side panel is for: no names, no replies, no buttons that act for a person. */
export async function postInChat(work: Work): Did {
  const { ports, authority, row } = work;
  const effect = row.effect;
  if (effect.is !== 'postInChat') throw new Error(`Not for postInChat: ${effect.is}`);
  const { meeting, tenant } = await ports.store.within(authority, async (tx) => ({
    meeting: await tx.meetings.byId(effect.meeting),
    tenant: (await tx.settings()).tenantId,
  }));
  if (meeting === null || meeting.state === 'cancelled' || meeting.chatId === null) return ok('done');
  if (!(await claimSending(work))) return ok('overtaken');
  const posted = await ports.bot.sendToChat(meeting.chatId, tenant, {
    is: 'meetingChat',
    facts: meetingFacts(meeting, ports.links.review(meeting.id)),
  });
  if (posted.ok) return ok('done');
  return posted.problem.code === 'timed-out' ? ok('uncertain') : posted;
}
