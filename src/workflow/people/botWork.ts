import type { MeetingFacts, Notice } from '#domain/reminder/notice.ts';
import type { Reply } from '#domain/meeting/meeting.ts';
import type { Actor } from '#domain/people/person.ts';
import { mayCall } from '#domain/access/rolesTowards.ts';
import { fromInstant } from '#domain/time/wallClock.ts';
import { meetingFacts, noticeReply } from '../booking/meetingFacts.ts';
import { reply } from '../booking/reply.ts';
import type { Account, Ports } from '../ports.ts';
import { rolesAbout } from './rolesAbout.ts';
import { whoAsks } from './whoAsks.ts';

type ChatMoment = { readonly tid: string; readonly chatId: string; readonly at: string | null };

/** What the bot may start. `ports` is asked for at each press, since the bot is itself one of them. */
export function openBotWork(ports: () => Ports) {
  return {
    home: () => ports().links.home(),
    welcome: (from: Account) => welcome(ports(), from),
    reply: (from: Account, given: Press) => replyFromCard(ports(), from, given),
    myReviews: (from: Account) => upcomingFor(ports(), from, 10),
    whatsNext: (from: Account) => whatsNext(ports(), from),
    meetingStarted: (moment: ChatMoment) => noteMoment(ports(), moment, 'Teams says the meeting began'),
    meetingEnded: (moment: ChatMoment) => noteMoment(ports(), moment, 'Teams says the meeting ended'),
  };
}

type Press = { readonly meeting: string; readonly revision: number; readonly reply: Exclude<Reply, 'none'> };

async function welcome(ports: Ports, from: Account): Promise<Notice> {
  const who = await whoAsks(ports, from, null);
  return {
    is: 'welcome',
    firstName: who.ok ? (who.value.name.split(' ')[0] ?? '') : '',
    link: ports.links.home(),
  };
}

async function whatsNext(ports: Ports, from: Account): Promise<Notice> {
  const next = await upcomingFor(ports, from, 1);
  const meeting = next.is === 'myReviews' ? next.meetings[0] : undefined;
  if (meeting === undefined) return next;
  const authority = await ports.store.gate.authorityOf({ meeting: meeting.meeting });
  const who = await whoAsks(ports, from, authority);
  return who.ok ? noticeNow(ports, who.value, meeting.meeting) : next;
}

/** A proposal to whoever chairs, kept where they see it: the record of start and end is what the chair says. */
async function noteMoment(ports: Ports, moment: ChatMoment, did: string): Promise<void> {
  for (const authority of await ports.store.gate.authorities())
    await ports.store.within(authority, async (tx) => {
      const meeting = await tx.meetings.byChat(moment.chatId);
      if (meeting === null || (await tx.settings()).tenantId !== moment.tid) return;
      await tx.audit.append({
        at: ports.clock.now(),
        by: 'Teams',
        through: 'meeting event',
        did,
        object: `meeting:${meeting.id}`,
        facts: { at: moment.at },
      });
      await tx.room.announce({ authority, meeting: meeting.id, what: 'room', path: null });
    });
}

/** A press on a card, decided anew from who pressed: the card's own data is only a wish. */
async function replyFromCard(ports: Ports, from: Account, press: Press): Promise<Notice> {
  const home = ports.links.home();
  const authority = await ports.store.gate.authorityOf({ meeting: press.meeting });
  const who = await whoAsks(ports, from, authority);
  if (!who.ok || authority === null || who.value.authority !== authority)
    return { is: 'notYours', link: home };
  const actor = who.value;
  const roles = await rolesAbout(ports, actor, { meeting: press.meeting });
  if (!roles.ok || !mayCall('reply', actor, roles.value).ok) return { is: 'notYours', link: home };
  // An answer to a time that has moved since is no answer to the new one: the person is shown it and asked again.
  const isCurrent = await isCurrentRevision(ports, actor, press);
  const answered = isCurrent
    ? await reply(
        ports,
        { actor, roles: roles.value },
        { meeting: press.meeting },
        { reply: press.reply, through: 'card' },
      )
    : null;
  if (answered?.ok === false && answered.problem.code === 'not-found') return { is: 'notYours', link: home };
  return noticeNow(ports, actor, press.meeting);
}

async function isCurrentRevision(
  ports: Ports,
  actor: Actor,
  press: { readonly meeting: string; readonly revision: number },
): Promise<boolean> {
  const meeting = await ports.store.within(actor.authority, (tx) => tx.meetings.byId(press.meeting));
  return meeting?.revision === press.revision;
}

/** The card as it stands now for one person: asked, answered, moved or cancelled. */
async function noticeNow(ports: Ports, actor: Actor, id: string): Promise<Notice> {
  return ports.store.within(actor.authority, async (tx) => {
    const meeting = await tx.meetings.byId(id);
    const invitee = (await tx.meetings.invitees(id)).find((candidate) => candidate.person === actor.person);
    if (meeting === null || invitee === undefined) return { is: 'notYours', link: ports.links.home() };
    const facts = meetingFacts(meeting, ports.links.review(id));
    if (meeting.state === 'cancelled')
      return { is: 'cancelled', facts, because: meeting.cancelledBecause ?? '' };
    return { is: 'invitation', facts, role: invitee.role, reply: noticeReply(invitee) };
  });
}

/** 'my reviews' and 'what's next': the coming meetings of the one who asks. */
async function upcomingFor(ports: Ports, from: Account, most: number): Promise<Notice> {
  const link = ports.links.home();
  const meetings: MeetingFacts[] = [];
  const links = await ports.store.gate.linksOf(from);
  const now = fromInstant(ports.clock.now());
  for (const { authority } of links) {
    const who = await whoAsks(ports, from, authority);
    if (!who.ok) continue;
    const mine = await ports.store.within(authority, (tx) => tx.meetings.ofInvitee(who.value.person));
    for (const meeting of mine) {
      if (meeting.state !== 'booked' || meeting.endsAt <= now) continue;
      if ((await rolesAbout(ports, who.value, { meeting: meeting.id })).ok)
        meetings.push(meetingFacts(meeting, ports.links.review(meeting.id)));
    }
  }
  meetings.sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  return { is: 'myReviews', meetings: meetings.slice(0, most), link };
}
