import { z } from 'zod';
import type { Child } from '#domain/caseload/child.ts';
import type { CircleRole } from '#domain/people/role.ts';
import { storyChildren } from '#sandbox/demoCaseload.ts';
import { signToken } from '#sandbox/keys.ts';
import type { TestSandbox } from '../support/aSandbox.ts';
import { aMeeting, anInvitee, aPep, aPerson } from '../support/builders.ts';
import { columns, type Column, type Place } from './accessTable.ts';

/** Real people of the demo where the demo has one of the role; the rest are added to the circles by `furnish`. */
const demoPerson: Partial<Record<Column, string>> = {
  coordinator: 'coordinator',
  officer: 'officer-2',
  head: 'head',
  businessSupport: 'business-support',
  teamManager: 'team-manager',
  iro: 'iro',
  socialWorker: 'social-worker',
  designatedTeacher: 'designated-teacher',
};
const added = ['schoolStaff', 'carer', 'parent', 'pupil', 'invited'] as const satisfies readonly CircleRole[];
const byCode = { carerByCode: 'carer', teacherByCode: 'designatedTeacher' } as const;

/** What a request carries to be somebody. */
export type Being = Readonly<Record<string, string>>;
export type Spot = {
  readonly child: string;
  readonly meeting: string;
  readonly pep: string;
  readonly chat: string;
  readonly invitee: string;
  readonly effect: string;
};
export type Furnished = {
  readonly beings: ReadonlyMap<Column, Being>;
  readonly spots: Readonly<Record<Place, Spot>>;
};

const home = 'fenmarch';

/** Four children, each with a meeting that has ended and a plan signed off, and one person for each column. */
export async function furnish(sandbox: TestSandbox): Promise<Furnished> {
  const { store } = sandbox.app.ports;
  const beings = new Map<Column, Being>();
  for (const [column, person] of Object.entries(demoPerson))
    beings.set(columnOf(column), bearer(await sandbox.token(person)));
  const children = await store.within(home, (tx) => tx.children.all());
  const own = found(children.find((child) => child.personNumber === storyChildren.story));
  const strangers = await childrenOfOthers(sandbox, children);
  const [other, left] = [found(strangers[0]), found(strangers[1])];
  const foreign = found((await store.within('eastholme', (tx) => tx.children.all()))[0]);
  for (const role of added) beings.set(role, bearer(await newcomer(sandbox, role, { own, left })));
  for (const [column, role] of Object.entries(byCode))
    beings.set(columnOf(column), await insideByCode(sandbox, role, { own, left }));
  return {
    beings,
    spots: {
      own: await spotOf(sandbox, home, own),
      other: await spotOf(sandbox, home, other),
      left: await spotOf(sandbox, home, left),
      foreign: await spotOf(sandbox, 'eastholme', foreign),
    },
  };
}

function bearer(token: string): Being {
  return { authorization: `Bearer ${token}`, 'x-authority': home };
}

/** Children of another team, in whose circle none of the demo's people of this test is. */
async function childrenOfOthers(sandbox: TestSandbox, children: readonly Child[]): Promise<readonly Child[]> {
  const { store } = sandbox.app.ports;
  const emails = Object.values(demoPerson).map((person) => sandbox.world.person(person)?.email ?? '');
  return store.within(home, async (tx) => {
    const mine = new Set<string>();
    for (const email of emails) mine.add((await tx.people.byEmail(email))?.id ?? '');
    const free: Child[] = [];
    for (const child of children) {
      const circle = await tx.circle.of(child.id);
      if (child.team === 'Children in Care East' || circle.some((member) => mine.has(member.person)))
        continue;
      free.push(child);
    }
    return free;
  });
}

/** Somebody with an account, of the own child's circle, who was in the left one's too. */
async function newcomer(
  sandbox: TestSandbox,
  role: CircleRole,
  { own, left }: { readonly own: Child; readonly left: Child },
): Promise<string> {
  const { setup, state } = sandbox.world;
  const tid = found(setup.tenants.find((tenant) => tenant.authority === home)).tid;
  const person = aPerson({ authority: home });
  const oid = crypto.randomUUID();
  await sandbox.app.ports.store.within(home, async (tx) => {
    await tx.people.save(person);
    await tx.people.link(person.id, { tid, oid });
    const member = { person: person.id, role, isConfidential: false };
    const now = (await tx.circle.of(own.id)).filter((known) => known.role === role);
    await tx.circle.replace(own.id, [role], [...now, { ...member, child: own.id }]);
    const before = (await tx.circle.of(left.id)).filter((known) => known.role === role);
    await tx.circle.replace(left.id, [role], [...before, { ...member, child: left.id }]);
    await tx.circle.replace(left.id, [role], before);
  });
  const { clientId } = setup.app;
  const claims = {
    tid,
    oid,
    ver: '2.0',
    scp: 'access_as_user',
    aud: clientId,
    iss: sandbox.services.issuer(tid),
  };
  return signToken(state.keys.signIn, claims);
}

/** A browser that came in by code as the own child's carer or teacher, and once as the left one's. */
async function insideByCode(
  sandbox: TestSandbox,
  role: CircleRole,
  { own, left }: { readonly own: Child; readonly left: Child },
): Promise<Being> {
  const { store, chance } = sandbox.app.ports;
  const session = chance.token();
  await store.within(home, async (tx) => {
    const member = found((await tx.circle.of(own.id)).find((known) => known.role === role));
    const admittedTo = [own, left].map((child) => ({ child: child.id, role }));
    const facts = { authority: home, person: member.person, name: 'Somebody', admittedTo };
    await tx.door.saveSession({
      ...facts,
      tokenHash: chance.hash(session),
      expiresAt: chance.realTimeIn(3600),
    });
  });
  return { cookie: `review-session=${session}`, origin: sandbox.address };
}

async function spotOf(sandbox: TestSandbox, authority: string, child: Child): Promise<Spot> {
  const chatId = `19:meeting_${child.id}@thread.v2`;
  const state = { authority, child: child.id, startsAt: '2026-10-08T14:00', endsAt: '2026-10-08T15:00' };
  const meeting = aMeeting({ ...state, state: 'ended', chatId });
  const pep = aPep({
    authority,
    child: child.id,
    meeting: meeting.id,
    stage: 'signedOff',
    signedOffBy: 'somebody-else',
    signedOffAt: '2026-10-20T09:00:00.000Z',
    version: 1,
  });
  await sandbox.app.ports.store.within(authority, async (tx) => {
    const invited = found((await tx.circle.of(child.id))[0]);
    await tx.meetings.insert(meeting, crypto.randomUUID());
    await tx.meetings.saveInvitee(anInvitee({ meeting: meeting.id, person: invited.person }));
    await tx.peps.insert(pep);
    // What is over is not told anybody: this does nothing, and stands there to be tried again.
    await tx.effects.enqueue(
      {
        is: 'notify',
        notice: 'tomorrow',
        person: invited.person,
        meeting: meeting.id,
        pep: null,
        revision: 0,
      },
      `tomorrow:${meeting.id}`,
    );
  });
  const [effect] = await sandbox.settle(meeting.id);
  const invitees = await sandbox.app.ports.store.within(authority, (tx) => tx.meetings.invitees(meeting.id));
  return {
    child: child.id,
    meeting: meeting.id,
    pep: pep.id,
    chat: chatId,
    invitee: found(invitees[0]).person,
    effect: found(effect).id,
  };
}

function columnOf(name: string): Column {
  return z.enum(columns).parse(name);
}

export function found<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('The demo does not hold what this test needs.');
  return value;
}
