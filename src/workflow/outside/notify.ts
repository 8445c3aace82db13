import type { Child } from '#domain/caseload/child.ts';
import { leaksOf } from '#domain/disclosure/neutral.ts';
import { icsFor } from '#domain/meeting/ics.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { Person } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import type { Pep } from '#domain/pep/pep.ts';
import { mailWordsFor } from '#domain/reminder/mailWords.ts';
import type { Notice } from '#domain/reminder/notice.ts';
import { wordsFor } from '#domain/reminder/words.ts';
import { ok } from '#domain/result.ts';
import { meetingFacts, noticeReply } from '../booking/meetingFacts.ts';
import type { Effect } from '../effects.ts';
import { accountOf } from '../people/whoAsks.ts';
import type { Account, Tx } from '../ports.ts';
import { claimSending } from './claimSending.ts';
import type { Did, Work } from './doEffect.ts';
import { guard } from './guard.ts';

type Notify = Extract<Effect, { is: 'notify' }>;
type Loaded = {
  readonly person: Person;
  readonly role: Role;
  readonly meeting: Meeting | null;
  readonly pep: Pep | null;
  readonly child: Child;
  readonly invitee: Invitee | null;
  readonly documentUrl: string | null;
  readonly mailFrom: string;
  readonly organiser: string;
};

/** The link inside a notice lives this long, in seconds: until well after the meeting. */
const linkLives = 60 * 24 * 3600;

/** One notice to one person: a card where the bot reaches them, else a mail. Made now, from what is true now. */
export async function notify(work: Work): Did {
  const { ports, authority, row } = work;
  const effect = row.effect;
  if (effect.is !== 'notify') throw new Error(`Not for notify: ${effect.is}`);
  const loaded = await ports.store.within(authority, (tx) => load(tx, effect));
  if (loaded === null || isOvertaken(effect, loaded)) return ok('done');
  const draft = noticeOf(effect, loaded, ports.links.home());
  if (draft === null) return ok('done');
  const words = wordsFor(draft);
  const texts = [words.title, words.sentence, words.summary, ...words.facts.map((fact) => fact.value)];
  const named = leaksOf(`${words.title}\n${words.sentence}\n${words.summary}`, {
    forename: loaded.child.forename,
    surname: loaded.child.surname,
    schools: [],
  });
  const hits = await ports.store.within(authority, (tx) => guard(tx, loaded.child, texts));
  if (hits.length + named.length > 0)
    return {
      ok: false,
      problem: { service: 'words', code: 'protected-words', isWorthRetrying: false, retryAfterSeconds: null },
    };
  const account = await accountOf(ports, { authority, person: loaded.person.id });
  if (!account.ok) return account;
  if (account.value !== null && !loaded.person.isRoleAddress) {
    const sent = await byBot(work, effect, loaded, account.value);
    if (sent !== 'not-reached') return sent;
  }
  return loaded.person.email === null ? ok('done') : byMail(work, effect, loaded);
}

/** The meeting moved on, was cancelled, or is over: this notice would say what is no longer so. */
function isOvertaken(effect: Notify, { meeting, invitee }: Loaded): boolean {
  if (meeting === null) return false;
  if (effect.notice === 'cancelled') return meeting.state !== 'cancelled';
  if (effect.notice === 'tomorrow')
    return (
      meeting.state !== 'booked' || invitee?.reply === 'declined' || meeting.revision !== effect.revision
    );
  if (effect.notice === 'invitation' || effect.notice === 'moved')
    return meeting.state !== 'booked' || meeting.revision > effect.revision;
  return false;
}

async function byBot(
  work: Work,
  effect: Notify,
  loaded: Loaded,
  account: Account,
): Promise<Awaited<Did> | 'not-reached'> {
  const { ports, authority, row } = work;
  const link =
    effect.pep !== null
      ? ports.links.pep(effect.pep)
      : effect.meeting !== null
        ? ports.links.review(effect.meeting)
        : ports.links.home();
  const notice = noticeOf(effect, loaded, link);
  if (notice === null) return ok('done');
  if (!(await claimSending(work))) return ok('overtaken');
  let sent = await ports.bot.send(account, notice);
  if (!sent.ok && sent.problem.code === 'not-installed') {
    const installed = await ports.chats.installFor(account.oid);
    if (installed.ok) sent = await ports.bot.send(account, notice);
  }
  if (sent.ok) {
    const { conversationId, activityId } = sent.value;
    await keepSent(work, effect, { channel: 'bot', conversationId, activityId }, loaded);
    return ok('done');
  }
  await ports.store.within(authority, (tx) => tx.effects.save(row.id, row.state));
  if (sent.problem.code === 'timed-out') return ok('uncertain');
  const isBeyondBot =
    sent.problem.code === 'not-installed' ||
    sent.problem.code === 'blocked-by-person' ||
    sent.problem.code === 'not-found' ||
    sent.problem.code === 'permission-missing';
  return isBeyondBot ? 'not-reached' : sent;
}

async function byMail(work: Work, effect: Notify, loaded: Loaded): Did {
  const { ports, authority, row } = work;
  const token = ports.chance.token();
  if (loaded.meeting !== null) {
    const { child, role, person } = loaded;
    await ports.store.within(authority, (tx) =>
      tx.door.saveLink({
        authority,
        tokenHash: ports.chance.hash(token),
        child: child.id,
        person: person.id,
        role,
        expiresAt: ports.chance.realTimeIn(linkLives),
      }),
    );
  }
  const notice = noticeOf(effect, loaded, ports.links.door(token));
  if (notice === null || loaded.person.email === null) return ok('done');
  const mail = mailWordsFor(notice);
  const sent = await ports.mail.send({
    from: loaded.mailFrom,
    key: row.id,
    to: loaded.person.email,
    subject: mail.subject,
    html: mail.html,
    attachments: attachmentsOf(effect, loaded, ports.clock.now()),
  });
  if (!sent.ok) return sent;
  await keepSent(work, effect, { channel: 'mail', conversationId: null, activityId: null }, loaded);
  return ok('done');
}

async function keepSent(
  { ports, authority, row }: Work,
  effect: Notify,
  where: {
    readonly channel: 'bot' | 'mail';
    readonly conversationId: string | null;
    readonly activityId: string | null;
  },
  { invitee }: Loaded,
): Promise<void> {
  await ports.store.within(authority, async (tx) => {
    await tx.notices.saveSent({
      effect: row.id,
      person: effect.person,
      meeting: effect.meeting,
      pep: effect.pep,
      is: effect.notice,
      sentAt: ports.clock.now(),
      ...where,
    });
    const current =
      invitee === null
        ? undefined
        : (await tx.meetings.invitees(invitee.meeting)).find((other) => other.person === invitee.person);
    if (current !== undefined && current.reach !== where.channel)
      await tx.meetings.saveInvitee({ ...current, reach: where.channel });
  });
}

/** Outlook has the event already; a calendar file goes to those who are kept out of it. */
function attachmentsOf(effect: Notify, { meeting, invitee, person, organiser }: Loaded, madeAt: string) {
  if (meeting === null || invitee === null || !invitee.isConfidential) return [];
  const method = effect.notice === 'cancelled' ? ('CANCEL' as const) : ('REQUEST' as const);
  const text = icsFor({
    uid: meeting.id,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    summary: `Education review ${meeting.reference}`,
    location: meeting.venue,
    url: meeting.joinUrl,
    method,
    sequence: meeting.revision,
    madeAt,
    organiser,
    attendee: person.email ?? '',
  });
  return [{ name: 'meeting.ics', contentType: 'text/calendar', bytes: new TextEncoder().encode(text) }];
}

async function load(tx: Tx, effect: Notify): Promise<Loaded | null> {
  const person = await tx.people.byId(effect.person);
  const pep = effect.pep === null ? null : await tx.peps.byId(effect.pep);
  const meeting = await tx.meetings.byId(effect.meeting ?? pep?.meeting ?? '');
  if (person === null || meeting === null) return null;
  const child = await tx.children.byId(meeting.child);
  if (child === null) return null;
  const invitee =
    (await tx.meetings.invitees(meeting.id)).find((candidate) => candidate.person === person.id) ?? null;
  const circle = await tx.circle.of(child.id);
  const role = invitee?.role ?? circle.find((member) => member.person === person.id)?.role ?? null;
  const grant =
    role === null
      ? (await tx.roles.of(person.id)).find((known) => known.confirmedBy !== null && known.endedAt === null)
      : undefined;
  const acting = role ?? grant?.role ?? null;
  // Somebody who left the circle since is told nothing.
  if (acting === null) return null;
  const settings = await tx.settings();
  const delivery =
    pep === null ? undefined : (await tx.deliveries.ofPep(pep.id)).findLast((one) => one.edition === 'full');
  return {
    person,
    role: acting,
    meeting,
    pep,
    child,
    invitee,
    documentUrl: delivery?.webUrl ?? null,
    mailFrom: settings.mailFrom,
    organiser: settings.organiserMailbox,
  };
}

/** A reason that names the child or tells why people meet stays on the board and out of messages (LE-19). */
function neutralOr(because: string, child: Child): string {
  return leaksOf(because, { forename: child.forename, surname: child.surname, schools: [] }).length === 0
    ? because
    : '';
}

function noticeOf(effect: Notify, loaded: Loaded, link: string): Notice | null {
  const { meeting, pep, role, invitee } = loaded;
  if (meeting === null) return null;
  const facts = meetingFacts(meeting, link);
  const reply = invitee === null ? { reply: 'none' as const, on: null } : noticeReply(invitee);
  switch (effect.notice) {
    case 'invitation':
    case 'tomorrow':
      return { is: effect.notice, facts, role, reply };
    case 'moved':
      return { is: 'moved', facts, role, because: '', reply };
    case 'cancelled':
      return { is: 'cancelled', facts, because: neutralOr(meeting.cancelledBecause ?? '', loaded.child) };
    case 'submitted':
      return pep === null ? null : { is: 'submitted', reference: meeting.reference, pep: pep.id, link };
    case 'returned':
      return pep === null
        ? null
        : { is: 'returned', reference: meeting.reference, pep: pep.id, because: '', link };
    case 'documentReady':
      return pep === null || loaded.documentUrl === null
        ? null
        : {
            is: 'documentReady',
            reference: meeting.reference,
            pep: pep.id,
            documentUrl: loaded.documentUrl,
            link,
          };
    case 'welcome':
    case 'meetingChat':
    case 'help':
    case 'myReviews':
    case 'notUnderstood':
    case 'notYours':
      return null;
  }
}
