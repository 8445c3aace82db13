import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EffectJob, type Jobs, openJobs, type Worked } from '#adapters/jobs/jobs.ts';
import { eachStore } from '#test/support/aStore.ts';
import { anAuthority } from '#test/support/builders.ts';

eachStore('jobs', (db) => {
  let jobs: Jobs | null = null;
  const problems: unknown[] = [];
  const worked: { effect: string; at: number }[] = [];
  let answer: (job: EffectJob) => Promise<Worked> = async () => 'done';

  beforeAll(async () => {
    jobs = await openJobs(db(), (problem) => problems.push(problem));
    await jobs.start(async (job) => {
      worked.push({ effect: job.effect, at: Date.now() });
      return await answer(job);
    });
  });
  afterAll(async () => await jobs?.stop());

  const enqueue = async (keys: readonly string[], fails = false): Promise<readonly string[]> =>
    await db().store.within(anAuthority, async (tx) => {
      for (const key of keys) await tx.effects.enqueue({ is: 'createEvent', meeting: key }, key);
      if (fails) throw new Error('undone');
      return await Promise.all(keys.map(async (key) => (await tx.effects.ofMeeting(key))[0]?.id ?? ''));
    });
  const timesWorked = (effect: string | undefined) => worked.filter((one) => one.effect === effect).length;

  test('effects of one transaction are worked within seconds, once each, and the store can be used while they are', async () => {
    answer = async (job) => {
      await db().store.within(job.authority, (tx) => tx.effects.lock(job.effect));
      return 'done';
    };
    const started = Date.now();
    const ids = await enqueue(Array.from({ length: 12 }, (_, index) => `many-${index}`));
    await expect.poll(() => ids.every((id) => timesWorked(id) > 0), { timeout: 5_000 }).toBe(true);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(ids.map(timesWorked)).toEqual(ids.map(() => 1));
  });

  test('an effect enqueued by the work on another is worked too', async () => {
    answer = async (job) => {
      const row = await db().store.within(job.authority, (tx) => tx.effects.byId(job.effect));
      if (row?.key === 'first-link') await enqueue(['second-link']);
      return 'done';
    };
    await enqueue(['first-link']);
    const second = async () =>
      (await db().store.within(anAuthority, (tx) => tx.effects.ofMeeting('second-link')))[0]?.id;
    await expect.poll(async () => timesWorked(await second()), { timeout: 5_000 }).toBe(1);
  });

  test('nothing is sent by a transaction that is undone', async () => {
    await expect(enqueue(['undone'], true)).rejects.toThrow('undone');
    expect(await db().store.within(anAuthority, (tx) => tx.effects.ofMeeting('undone'))).toEqual([]);
  });

  test('a retry comes after the asked pause, and not again once it is done', async () => {
    let tries = 0;
    answer = async () => {
      tries += 1;
      return tries === 1 ? { retryInSeconds: 2 } : 'done';
    };
    const [id] = await enqueue(['retried']);
    await expect.poll(() => timesWorked(id), { timeout: 8_000 }).toBe(2);
    const [first, second] = worked.filter((one) => one.effect === id);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_900);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(timesWorked(id)).toBe(2);
  });

  test('what the work throws is reported and repeated, and its words stay out of the job’s row', async () => {
    let tries = 0;
    answer = async () => {
      tries += 1;
      if (tries === 1) throw new Error('Rowan Fictional at 1 Fictional Row');
      return 'done';
    };
    const [id] = await enqueue(['thrown']);
    await expect.poll(() => timesWorked(id), { timeout: 15_000 }).toBe(2);
    expect(problems.map(String)).toEqual(['Error: Rowan Fictional at 1 Fictional Row']);
    const rows = await sql<{ row: string }>`select to_jsonb(job)::text as row from pgboss.job`.execute(
      db().kysely,
    );
    expect(rows.rows.length).toBeGreaterThan(10);
    expect(rows.rows.filter((one) => one.row.includes('Fictional'))).toEqual([]);
  });

  test('an effect is queued anew although a job for it is still held by a process that was killed', async () => {
    answer = async () => 'done';
    const [id] = await enqueue(['stuck']);
    await expect.poll(() => timesWorked(id), { timeout: 5_000 }).toBe(1);
    await sql`update pgboss.job set state = 'active', completed_on = null where data->>'effect' = ${id}`.execute(
      db().kysely,
    );
    await db().store.within(anAuthority, (tx) => tx.effects.requeue(id ?? ''));
    await expect.poll(() => timesWorked(id), { timeout: 5_000 }).toBe(2);
  });
});
