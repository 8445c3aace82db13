import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import * as view from '#contract/views.ts';
import type { SandboxActivity, SandboxMail } from '#sandbox/state.ts';
import { type Called, read, type TestSandbox } from '#test/support/aSandbox.ts';

/** The steps a story is told in: what people do, through the doors they have. */
/** Whoever can call the server as the demo's people: in this process or in another. */
export type Caller = Pick<TestSandbox, 'call'>;
export type Board = z.infer<typeof view.boardSchema>;
export type Room = z.infer<typeof view.roomSchema>;
export type Plan = z.infer<typeof view.bookingPlanSchema>;
export type PepView = z.infer<typeof view.pepViewSchema>;
export type DueRow = z.infer<typeof view.dueRowSchema>;
export type Deliveries = z.infer<typeof view.deliveriesSchema>['rows'];

export const problemIn = ({ status, json }: Called): { status: number; code: string } => ({
  status,
  code: z.object({ code: z.string() }).safeParse(json).data?.code ?? 'none',
});
export const refusedWith = (status: number, code: string): { status: number; code: string } => ({
  status,
  code,
});

export async function dueList(sandbox: Caller): Promise<readonly DueRow[]> {
  return read(view.dueListSchema, await sandbox.call('coordinator', 'GET', '/api/children')).rows;
}

export async function childNamed(sandbox: Caller, name: string): Promise<DueRow> {
  const row = (await dueList(sandbox)).find(({ child }) => child.name === name);
  if (row === undefined) throw new Error('The demo has no child of that name.');
  return row;
}

export async function planFor(sandbox: Caller, child: string, draft: object = {}): Promise<Plan> {
  return read(
    view.bookingPlanSchema,
    await sandbox.call('coordinator', 'POST', `/api/children/${child}/booking-plan`, draft),
  );
}

type Booking = z.infer<typeof view.bookingRequestSchema>;
export async function bookingFor(
  sandbox: Caller,
  child: string,
  wish: Partial<Booking> = {},
): Promise<Booking> {
  const first = await planFor(sandbox, child);
  const time = first.suggestions[0];
  if (time === undefined) throw new Error('No time was suggested.');
  const people = first.candidates.filter(({ isProposed }) => isProposed).map(({ person }) => person);
  const wanted = {
    startsAt: time.startsAt,
    endsAt: time.endsAt,
    venue: 'Library meeting room',
    people,
    ...wish,
  };
  const { rules } = await planFor(sandbox, child, {
    startsAt: wanted.startsAt,
    endsAt: wanted.endsAt,
    venue: wanted.venue,
    people: wanted.people,
  });
  const overrides = rules
    .filter(({ state }) => state === 'warning')
    .map(({ rule }) => ({ rule, reason: 'Agreed with the social worker' }));
  return { bookingKey: randomUUID(), chair: 'designatedTeacher', overrides, ...wanted };
}

const booked = z.object({ meeting: z.string() });
export const meetingIn = (called: Called): string => read(booked, called).meeting;

/** Booked, and everything sent. */
export async function book(
  sandbox: TestSandbox,
  child: string,
  wish: Partial<Booking> = {},
): Promise<string> {
  const request = await bookingFor(sandbox, child, wish);
  const meeting = meetingIn(
    await sandbox.call('coordinator', 'POST', `/api/children/${child}/meetings`, request),
  );
  await sandbox.settle(meeting);
  return meeting;
}

export async function boardOf(sandbox: Caller, meeting: string): Promise<Board> {
  return read(view.boardSchema, await sandbox.call('coordinator', 'GET', `/api/meetings/${meeting}/board`));
}

export function onBoard(board: Board, role: Board['people'][number]['role']): Board['people'][number] {
  const found = board.people.find((person) => person.role === role);
  if (found === undefined) throw new Error(`${role} is not on the board`);
  return found;
}

export async function roomFor(sandbox: Caller, person: string, meeting: string): Promise<Room> {
  return read(view.roomSchema, await sandbox.call(person, 'GET', `/api/meetings/${meeting}/room`));
}

export async function pepFor(sandbox: Caller, person: string, pep: string): Promise<PepView> {
  return read(view.pepViewSchema, await sandbox.call(person, 'GET', `/api/peps/${pep}`));
}

type Writing = { readonly path: string; readonly value: unknown; readonly baseVersion?: number };
export async function tryWriting(
  sandbox: Caller,
  person: string,
  pep: string,
  writing: Writing,
): Promise<Called> {
  return await sandbox.call(person, 'PUT', `/api/peps/${pep}/fields`, { baseVersion: 0, ...writing });
}

export async function write(
  sandbox: Caller,
  person: string,
  pep: string,
  words: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [path, value] of Object.entries(words)) {
    const { fields } = await pepFor(sandbox, person, pep);
    const baseVersion = fields.find((field) => field.path === path)?.version ?? 0;
    read(view.savedSchema, await tryWriting(sandbox, person, pep, { path, value, baseVersion }));
  }
}

export const aTarget = {
  text: 'Recalls the 6 and 8 times tables',
  area: 'maths',
  term: 'short',
  baseline: 'Knows 2, 5 and 10',
  measure: 'Nine of ten in a weekly quiz',
  'by-when': '2027-03-20',
  strategies: 'One-to-one tuition, twice a week',
  'how-often': '30 minutes, twice a week',
  owner: 'designatedTeacher',
  ppp: [{ id: 'a', what: 'One-to-one tuition', quantity: 10, unitPence: 4050 }],
} as const;

export async function writeTarget(
  sandbox: Caller,
  person: string,
  pep: string,
  target: object = aTarget,
): Promise<string> {
  const entry = randomUUID();
  await write(
    sandbox,
    person,
    pep,
    Object.fromEntries(
      Object.entries(target).map(([field, value]) => [`new-targets/${entry}/${field}`, value]),
    ),
  );
  return entry;
}

const plainAnswers: Readonly<Record<string, unknown>> = {
  percent: 96,
  role: 'designatedTeacher',
  yesNo: 'yes',
  date: '2027-03-01',
  number: 1,
};
/** The school writes something in every part that still keeps it from completing. */
export async function fillWhatIsMissing(sandbox: Caller, person: string, pep: string): Promise<void> {
  const { missing, sections } = await pepFor(sandbox, person, pep);
  for (const one of missing) {
    const field = sections.find(({ id }) => id === one.section)?.fields.find(({ id }) => id === one.field);
    const value =
      field?.kind === 'choice' ? field.choices[0]?.id : (plainAnswers[field?.kind ?? ''] ?? 'Going well.');
    await write(sandbox, person, pep, { [one.path]: value });
  }
}

/** Everybody invited is marked; those named came, the others sent apologies. */
export async function markAttendance(
  sandbox: Caller,
  teacher: string,
  meeting: string,
  came: readonly string[],
): Promise<void> {
  const { people, pep } = await roomFor(sandbox, teacher, meeting);
  await write(
    sandbox,
    teacher,
    pep.id,
    Object.fromEntries(
      people.map(({ person, role }) => [
        `attendance/${person}/came`,
        came.includes(role) ? 'yes' : 'apologies',
      ]),
    ),
  );
}

export const nextMeeting = {
  'next-meeting/date': '2027-03-18',
  'next-meeting/time': '15:30',
  'next-meeting/venue': 'Library meeting room',
};

/** A meeting held and written up, so that the school can press complete. Gives the plan. */
export async function hold(
  sandbox: Caller,
  teacher: string,
  meeting: string,
  came: readonly string[],
): Promise<string> {
  expect(await sandbox.call(teacher, 'POST', `/api/meetings/${meeting}/start`, {})).toMatchObject({
    status: 200,
  });
  const pep = (await roomFor(sandbox, teacher, meeting)).pep.id;
  await markAttendance(sandbox, teacher, meeting, came);
  await writeTarget(sandbox, teacher, pep);
  await write(sandbox, teacher, pep, nextMeeting);
  expect(await sandbox.call(teacher, 'POST', `/api/meetings/${meeting}/end`, {})).toMatchObject({
    status: 200,
  });
  await fillWhatIsMissing(sandbox, teacher, pep);
  return pep;
}

export async function deliveriesOf(sandbox: Caller, person: string, pep: string): Promise<Deliveries> {
  return read(view.deliveriesSchema, await sandbox.call(person, 'GET', `/api/peps/${pep}/deliveries`)).rows;
}

/* ---- what lies in the fictional tenant ---- */

export function cardsTo(sandbox: TestSandbox, person: string): readonly SandboxActivity[] {
  const chat = sandbox.world.state.chats.find(
    ({ kind, members }) => kind === 'personal' && members.includes(person),
  );
  return (chat?.activities ?? []).filter(({ from, isDeleted }) => from === 'bot' && !isDeleted);
}
export const summaryOf = ({ activity }: SandboxActivity): string =>
  typeof activity.summary === 'string' ? activity.summary : '';
export const cardText = ({ activity }: SandboxActivity): string => JSON.stringify(activity);
export const cardsSaying = (
  sandbox: TestSandbox,
  person: string,
  words: string,
): readonly SandboxActivity[] => cardsTo(sandbox, person).filter((card) => cardText(card).includes(words));

/** Mails we wrote ourselves; invitations of the calendar are Outlook's. */
export function mailsTo(sandbox: TestSandbox, address: string): readonly SandboxMail[] {
  return sandbox.world.state.mail.filter(
    ({ kind, isDraft, to }) => kind === 'message' && !isDraft && to.some((one) => one.address === address),
  );
}

export async function press(
  sandbox: TestSandbox,
  person: string,
  verb: string,
  about: { readonly meeting: string; readonly revision: number },
): Promise<string> {
  const chat = sandbox.world.state.chats.find(
    ({ kind, members }) => kind === 'personal' && members.includes(person),
  );
  const card = cardsSaying(sandbox, person, about.meeting).findLast((one) => cardText(one).includes(verb));
  if (chat === undefined || card === undefined) throw new Error(`${person} has no card to press`);
  const answer = await hook(sandbox, `/sandbox/as/${person}/card`, {
    chat: chat.id,
    activityId: card.id,
    verb,
    data: about,
  });
  return JSON.stringify(answer);
}

export async function say(sandbox: TestSandbox, person: string, text: string): Promise<string> {
  const before = cardsTo(sandbox, person).length;
  await hook(sandbox, `/sandbox/as/${person}/text`, { text });
  return cardsTo(sandbox, person).slice(before).map(cardText).join('\n');
}

export async function hook(sandbox: TestSandbox, path: string, body: object): Promise<unknown> {
  const reply = await fetch(sandbox.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const json: unknown = await reply.json();
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${JSON.stringify(json)}`);
  return json;
}

export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  what: string,
  patienceMs = 15_000,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}
