import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { FieldValue } from '#domain/pep/field.ts';
import { eachStore } from '#test/support/aStore.ts';
import { aChild, aMeeting, anAuthority, aPep } from '#test/support/builders.ts';

eachStore('words typed in a meeting', (db) => {
  const child = aChild();
  const meeting = aMeeting({ child: child.id });
  const pep = aPep({ child: child.id, meeting: meeting.id });
  const path = () => `targets/${randomUUID()}/text`;

  beforeAll(async () => {
    await db().store.within(anAuthority, async (tx) => {
      await tx.children.save(child);
      await tx.meetings.insert(meeting, 'key');
      await tx.peps.insert(pep);
    });
  });

  const write = async (at: string, value: FieldValue, baseVersion: number, by = 'priya') =>
    await db().store.within(anAuthority, (tx) =>
      tx.fields.write({ pep: pep.id, path: at, value, baseVersion, by, at: '2026-10-08T13:00:00Z' }),
    );
  const revisions = async (at: string) =>
    (await db().store.within(anAuthority, (tx) => tx.fields.revisions(pep.id, at))).map((one) => [
      one.value,
      one.by,
      one.wasRefused,
    ]);

  const values: FieldValue[] = [
    '',
    'Zoë’s "words" \\ and\nlines',
    'null',
    '42',
    null,
    42.5,
    ['english', 'maths'],
    [],
    [{ id: 'a', what: 'Tutor', quantity: 10, unitPence: 4_500 }],
  ];
  test.each(values.map((value) => [value]))(
    '%j comes back as it was written, first and later',
    async (value) => {
      const [first, later] = [path(), path()];
      expect(await write(first, value, 0)).toMatchObject({ is: 'saved', field: { value, version: 1 } });
      await write(later, 'before', 0);
      expect(await write(later, value, 1)).toMatchObject({ is: 'saved', field: { value, version: 2 } });
      const kept = await db().store.within(anAuthority, (tx) => tx.fields.of(pep.id));
      expect(
        kept.filter((field) => field.path === first || field.path === later).map((field) => field.value),
      ).toEqual([value, value]);
    },
  );

  test('a stale write gets the newer words, and both are kept once however often it is repeated', async () => {
    const at = path();
    await write(at, 'first', 0);
    await write(at, 'Sam’s words', 1, 'sam');
    for (const repeated of [await write(at, 'Priya’s words', 1), await write(at, 'Priya’s words', 1)]) {
      expect(repeated).toMatchObject({
        is: 'stale',
        newer: { value: 'Sam’s words', version: 2, by: 'sam' },
      });
    }
    expect(await revisions(at)).toEqual([
      ['first', 'priya', false],
      ['Sam’s words', 'sam', false],
      ['Priya’s words', 'priya', true],
    ]);
  });

  test('a repeat of a write whose answer was lost is saved, not stale', async () => {
    const at = path();
    await write(at, 'words', 0);
    expect(await write(at, 'words', 0)).toMatchObject({ is: 'saved', field: { version: 1 } });
    expect(await revisions(at)).toHaveLength(1);
  });

  test('of many writers on one version at once exactly one wins, and no word is lost', async () => {
    const at = path();
    await write(at, 'start', 0);
    const writers = ['a', 'b', 'c', 'd', 'e', 'f'];
    const written = await Promise.all(writers.map((by) => write(at, `by ${by}`, 1, by)));
    expect(written.filter((one) => one.is === 'saved')).toHaveLength(1);
    const kept = await revisions(at);
    expect(kept.map(([value]) => value).sort()).toEqual(['start', ...writers.map((by) => `by ${by}`)].sort());
  });

  test('of many first writers at once exactly one wins', async () => {
    const at = path();
    const written = await Promise.all(['a', 'b', 'c', 'd'].map((by) => write(at, `by ${by}`, 0, by)));
    expect(written.filter((one) => one.is === 'saved')).toHaveLength(1);
    expect(await revisions(at)).toHaveLength(4);
  });

  test('authors are those whose words went in, under exactly the asked path', async () => {
    const entry = randomUUID();
    await write(`targets/${entry}/text`, 'one', 0, 'author');
    await write(`targets/${entry}/text`, 'refused', 5, 'unlucky');
    await write(`targets/${entry}_x/text`, 'other entry', 0, 'elsewhere');
    const authors = await db().store.within(anAuthority, (tx) =>
      tx.fields.authorsOf(pep.id, `targets/${entry}/`),
    );
    expect(authors).toEqual(['author']);
  });
});
