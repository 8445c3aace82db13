import { z } from 'zod';
import { storyChildren } from '#sandbox/demoCaseload.ts';
import { read, type TestSandbox } from '../support/aSandbox.ts';
import { found } from './demoPlaces.ts';

const plan = z.object({
  candidates: z.array(z.object({ person: z.string(), role: z.string(), isProposed: z.boolean() })),
  suggestions: z.array(z.object({ startsAt: z.string(), endsAt: z.string() })),
  rules: z.array(z.object({ rule: z.string(), state: z.string() })),
});

export type Booked = { readonly child: string; readonly meeting: string };

/** The story child's meeting, booked as its coordinator does, everybody of the circle invited and told. */
export async function book(sandbox: TestSandbox): Promise<Booked> {
  const children = await sandbox.app.ports.store.within('fenmarch', (tx) => tx.children.all());
  const child = found(children.find((one) => one.personNumber === storyChildren.story)).id;
  const seen = read(
    plan,
    await sandbox.call('coordinator', 'POST', `/api/children/${child}/booking-plan`, {}),
  );
  const booking = {
    ...found(seen.suggestions[0]),
    bookingKey: crypto.randomUUID(),
    venue: 'Meeting room',
    people: seen.candidates.map((candidate) => candidate.person),
    chair: 'designatedTeacher',
    overrides: seen.rules
      .filter(({ state }) => state === 'warning')
      .map(({ rule }) => ({ rule, reason: 'Agreed with the social worker' })),
  };
  const answer = await sandbox.call('coordinator', 'POST', `/api/children/${child}/meetings`, booking);
  const { meeting } = read(z.object({ meeting: z.string() }), answer);
  await sandbox.settle(meeting);
  return { child, meeting };
}
