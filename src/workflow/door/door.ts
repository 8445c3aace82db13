import type { Actor } from '#domain/people/person.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Done } from '../asking.ts';
import { done, refused } from '../asking.ts';
import type { DoorLink, Ports } from '../ports.ts';

/** Real time, in seconds: a code works for ten minutes and five tries, in the browser that asked for it. */
const codeLives = 600;
const tries = 5;
const sessionLives = 4 * 3600;

/**
 * Sends a one-time code to the address held for the link's role on its child. The answer is the same whether the
 * link is known or not, and opening the link has changed nothing.
 */
export async function askCode(
  ports: Ports,
  request: { readonly link: string; readonly browser: string },
): Answer<Done> {
  const link = await liveLink(ports, request.link);
  if (link === null) return ok(done);
  const person = await holderOf(ports, link);
  if (person === null) return ok(done);
  const code = ports.chance.code();
  const from = await ports.store.within(link.authority, async (tx) => {
    await tx.door.saveCode({
      linkHash: link.tokenHash,
      browserHash: ports.chance.hash(request.browser),
      codeHash: ports.chance.hash(`${link.tokenHash}:${code}`),
      expiresAt: ports.chance.realTimeIn(codeLives),
      triesLeft: tries,
    });
    await tx.audit.append({
      at: ports.clock.now(),
      by: link.person,
      through: 'mailed link',
      did: 'code asked for',
      object: `person:${link.person}`,
      facts: {},
    });
    return (await tx.settings()).mailFrom;
  });
  const html = `<p>Your code is <strong style="font-size:24px;letter-spacing:4px">${code}</strong></p><p>It works for 10 minutes, in the browser where you asked for it. If you did not ask for it, you can ignore this email.</p>`;
  await ports.mail.send({
    from,
    key: ports.chance.id(),
    to: person,
    subject: 'Your code for Education Review',
    html,
    attachments: [],
  });
  return ok(done);
}

/** The right code, from the browser that asked, opens a session for that child and role only. */
export async function enterByCode(
  ports: Ports,
  request: { readonly link: string; readonly browser: string; readonly code: string },
): Answer<{ readonly session: string }> {
  const link = await liveLink(ports, request.link);
  if (link === null) return refused('code-wrong');
  const browserHash = ports.chance.hash(request.browser);
  return ports.store.within(link.authority, async (tx) => {
    const code = await tx.door.lockCode(link.tokenHash, browserHash);
    if (code === null || code.expiresAt <= ports.chance.realTimeIn(0) || code.triesLeft <= 0)
      return refused('code-wrong');
    if (code.codeHash !== ports.chance.hash(`${link.tokenHash}:${request.code}`)) {
      await tx.door.saveCode({ ...code, triesLeft: code.triesLeft - 1 });
      return refused('code-wrong');
    }
    await tx.door.forgetCode(link.tokenHash, browserHash);
    const person = await tx.people.byId(link.person);
    if (person === null) return refused('link-ended');
    const session = ports.chance.token();
    const admittedTo = [{ child: link.child, role: link.role }];
    // A shared mailbox is an address of a role: whoever reads it comes in as that role, not as a named person.
    const name = person.isRoleAddress ? 'School office' : person.name;
    await tx.door.saveSession({
      authority: link.authority,
      tokenHash: ports.chance.hash(session),
      person: person.id,
      name,
      admittedTo,
      expiresAt: ports.chance.realTimeIn(sessionLives),
    });
    await tx.audit.append({
      at: ports.clock.now(),
      by: person.id,
      through: "by code to the role's address",
      did: 'came in',
      object: `child:${link.child}`,
      facts: { role: link.role },
    });
    return ok({ session });
  });
}

export async function leaveDoor(ports: Ports, actor: Actor, session: string): Promise<void> {
  await ports.store.within(actor.authority, (tx) => tx.door.endSession(ports.chance.hash(session)));
}

export async function whoIsInside(ports: Ports, session: string): Promise<Actor | null> {
  const known = await ports.store.gate.doorSession(ports.chance.hash(session));
  if (known === null || known.expiresAt <= ports.chance.realTimeIn(0)) return null;
  if (!(await ports.store.gate.authorities()).includes(known.authority)) return null;
  const { authority, person, name, admittedTo } = known;
  return { authority, person, name, door: 'browser', roles: [], teams: [], admittedTo };
}

async function liveLink(ports: Ports, token: string): Promise<DoorLink | null> {
  const link = await ports.store.gate.doorLink(ports.chance.hash(token));
  return link === null || link.expiresAt <= ports.chance.realTimeIn(0) ? null : link;
}

/** The address held now; none once the person has left the child's circle. */
async function holderOf(ports: Ports, link: DoorLink): Promise<string | null> {
  return ports.store.within(link.authority, async (tx) => {
    const stillThere = (await tx.circle.of(link.child)).some(
      (member) => member.person === link.person && member.role === link.role,
    );
    return stillThere ? ((await tx.people.byId(link.person))?.email ?? null) : null;
  });
}
