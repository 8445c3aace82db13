import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { EnqueueIn } from '../db/effects.ts';
import type { Db } from '../db/openDb.ts';

/** Ids only: a job row never says what it is about. */
const effectJobSchema = z.strictObject({ authority: z.string(), effect: z.string() });
export type EffectJob = z.infer<typeof effectJobSchema>;
export type Worked = 'done' | { readonly retryInSeconds: number };

export type Jobs = {
  /** `work` is called for each job; what it throws is reported, and the job repeated with growing pauses. */
  readonly start: (work: (job: EffectJob) => Promise<Worked>) => Promise<void>;
  readonly enqueueIn: EnqueueIn;
  /** Lets running jobs finish for at most ten seconds. */
  readonly stop: () => Promise<void>;
};

const queue = 'effects';
const schema = 'pgboss';
const grantLock = 20_260_902;

/** The queue lives in the store's database, so that a job is sent by the very transaction that decides it. */
export async function openJobs(db: Db, onProblem: (problem: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    db: db.jobsDatabase,
    backend: db.isEmbedded ? 'pglite' : 'postgres',
    schema,
    schedule: false,
    useListenNotify: true,
  });
  boss.on('error', onProblem);
  await boss.start();
  await boss.createQueue(queue, {
    notify: true,
    // A job of a killed process is repeated after this; its effect has been queued anew at the start already.
    expireInSeconds: 120,
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    deleteAfterSeconds: 24 * 60 * 60,
  });
  // The first use reads the queue's settings over the only connection: inside a transaction that would wait for ever.
  await boss.findJobs(queue, { id: randomUUID() });
  await allowSending(db);

  const enqueueIn: EnqueueIn = async (trx, job) => {
    await boss.send(queue, effectJobSchema.parse(job), { db: fromKysely(trx.withoutPlugins()) });
  };
  db.queueWith(enqueueIn);
  return {
    enqueueIn,
    start: async (work) => {
      const options = {
        batchSize: 5,
        localConcurrency: 2,
        perJobResults: true,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
      } as const;
      await boss.work<unknown, JobResult[], typeof options>(
        queue,
        options,
        async (jobs) => await Promise.all(jobs.map(async (job) => await settle(job))),
      );

      async function settle(job: Job<unknown>): Promise<JobResult> {
        try {
          const worked = await work(effectJobSchema.parse(job.data));
          if (worked !== 'done')
            await boss.send(queue, effectJobSchema.parse(job.data), again(worked.retryInSeconds));
          return { id: job.id, status: 'completed' };
        } catch (problem) {
          onProblem(problem);
          return { id: job.id, status: 'failed', output: { code: 'thrown' } };
        }
      }
    },
    stop: async () => await boss.stop({ graceful: true, close: false, timeout: 10_000 }),
  };
}

function again(seconds: number): { startAfter: number } {
  return { startAfter: Math.max(1, Math.ceil(seconds)) };
}

/** The app's role may put jobs into the queue and nothing else; the queue's own work is done by the signed-in user. */
async function allowSending(db: Db): Promise<void> {
  await db.kysely.transaction().execute(async (root) => {
    const trx = root.withoutPlugins();
    await sql`select pg_advisory_xact_lock(${sql.lit(grantLock)})`.execute(trx);
    await sql`grant usage on schema ${sql.id(schema)} to pep_app`.execute(trx);
    await sql`grant select, insert on all tables in schema ${sql.id(schema)} to pep_app`.execute(trx);
  });
}
