import type { AuthorityId } from '#domain/people/person.ts';
import type { Effect, EffectRow } from '../effects.ts';
import type { Ports } from '../ports.ts';
import { cancelEvent, createEvent, updateEvent } from './calendarEffects.ts';
import { deliver } from './deliver.ts';
import { notify } from './notify.ts';
import { installInChat, openOnlineMeeting, postInChat } from './onlineMeetingEffects.ts';
import type { Did, Work } from './work.ts';

/** After this many tries a person decides. */
const mostAttempts = 8;

type Job = { readonly authority: AuthorityId; readonly effect: string };
type Worked = 'done' | { readonly retryInSeconds: number };

/** At work in this process now: after a restart an effect has two jobs, its own and the one that resumed it. */
const atWork = new Set<string>();

/** Does one effect, once. Whatever happens is written on its row: nothing is done silently, nothing fails silently. */
export async function doEffect(ports: Ports, job: Job): Promise<Worked> {
  if (atWork.has(job.effect)) return { retryInSeconds: 2 };
  atWork.add(job.effect);
  try {
    return await doAlone(ports, job);
  } finally {
    atWork.delete(job.effect);
  }
}

async function doAlone(ports: Ports, job: Job): Promise<Worked> {
  const row = await claim(ports, job);
  if (row === null) return 'done';
  const attempts = row.state.attempts;
  const save = (state: EffectRow['state']) =>
    ports.store.within(job.authority, (tx) => tx.effects.save(row.id, state));
  const at = () => ports.clock.now();
  const did = await attempt({ ports, authority: job.authority, row });
  if (did.ok && did.value === 'overtaken') return 'done';
  if (did.ok && did.value === 'done') {
    await save({ is: 'done', attempts, at: at() });
    return 'done';
  }
  if (did.ok && did.value === 'uncertain') {
    await save({ is: 'uncertain', attempts, at: at() });
    return 'done';
  }
  if (did.ok) {
    await save({ is: 'waiting', attempts: attempts - 1, problem: null, service: null, at: at() });
    return { retryInSeconds: typeof did.value === 'string' ? 1 : did.value.later };
  }
  const { code, service, isWorthRetrying, retryAfterSeconds } = did.problem;
  if (!isWorthRetrying || attempts >= mostAttempts) {
    await save({ is: 'failed', attempts, problem: code, service, at: at() });
    return 'done';
  }
  await save({ is: 'waiting', attempts, problem: code, service, at: at() });
  return { retryInSeconds: retryAfterSeconds ?? Math.min(300, 2 ** attempts) };
}

/** Null when it is done, given up, or was being sent when the process died: then nobody knows, and it says so. */
async function claim(ports: Ports, job: Job): Promise<EffectRow | null> {
  return ports.store.within(job.authority, async (tx) => {
    const row = await tx.effects.lock(job.effect);
    if (row === null) return null;
    const { state } = row;
    if (state.is === 'sending') {
      await tx.effects.save(row.id, { is: 'uncertain', attempts: state.attempts, at: ports.clock.now() });
      return null;
    }
    if (state.is !== 'waiting') return null;
    const claimed: EffectRow['state'] = { ...state, attempts: state.attempts + 1, at: ports.clock.now() };
    await tx.effects.save(row.id, claimed);
    return { ...row, state: claimed };
  });
}

async function attempt(work: Work): Did {
  try {
    return await doers[work.row.effect.is](work);
  } catch (cause) {
    work.ports.report('effect-went-wrong', { effect: work.row.id, is: work.row.effect.is }, cause);
    return {
      ok: false,
      problem: {
        service: 'directory',
        code: 'refused',
        isWorthRetrying: true,
        retryAfterSeconds: null,
        facts: {},
      },
    };
  }
}

const doers = {
  createEvent,
  updateEvent,
  cancelEvent,
  openOnlineMeeting,
  installInChat,
  postInChat,
  notify,
  deliver,
} as const satisfies Record<Effect['is'], (work: Work) => Did>;
