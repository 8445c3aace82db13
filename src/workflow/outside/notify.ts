import { leaksOf } from '#domain/disclosure/neutral.ts';
import { mailWordsFor } from '#domain/reminder/mailWords.ts';
import { wordsFor } from '#domain/reminder/words.ts';
import { ok } from '#domain/result.ts';
import { accountOf } from '../people/whoAsks.ts';
import type { Account } from '../ports.ts';
import { claimSending } from './claimSending.ts';
import type { Did, Work } from './work.ts';
import { guard } from './guard.ts';
import { isOvertaken, loadNotice, type LoadedNotice, type Notify } from './loadNotice.ts';
import { attachmentsOf, noticeOf } from './noticeOf.ts';

/** The link inside a notice lives this long, in seconds: until well after the meeting. */
const linkLives = 60 * 24 * 3600;

/** One notice to one person: a card where the bot reaches them, else a mail. Made now, from what is true now. */
export async function notify(work: Work): Did {
  const { ports, authority, row } = work;
  const effect = row.effect;
  if (effect.is !== 'notify') throw new Error(`Not for notify: ${effect.is}`);
  const loaded = await ports.store.within(authority, (tx) => loadNotice(tx, effect));
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

async function byBot(
  work: Work,
  effect: Notify,
  loaded: LoadedNotice,
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

async function byMail(work: Work, effect: Notify, loaded: LoadedNotice): Did {
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
  { invitee }: LoadedNotice,
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
