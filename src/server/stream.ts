import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '#contract/routes.ts';
import { rolesAbout } from '#workflow/people/rolesAbout.ts';
import type { Asking } from '#workflow/asking.ts';
import type { Ports, RoomChange, Tx } from '#workflow/ports.ts';
import { fieldFor } from '#workflow/room/fieldFor.ts';
import { room } from '#workflow/room/room.ts';
import type { Live } from './live.ts';
import { problemReply, statusOf } from './problemReply.ts';
import { admit } from './registerCalls.ts';
import type { SignIn } from './signIn.ts';

type Parts = { readonly ports: Ports; readonly signIn: SignIn; readonly live: Live };
/** ms. A panel that hears nothing for ten seconds hides what is for adults, so signs of life come twice as often. */
const alive = 4_000;
/** ms: presence ends by itself, so each stream says now and then that it is still here. */
const stillHere = 20_000;

/**
 * What changes in one room, as it changes. Every message is cut for its reader with the roles, circle and pupil mode
 * of that moment: nothing is remembered from when the stream was opened but who is reading.
 */
export function registerStream(server: FastifyInstance, { ports, signIn, live }: Parts): void {
  const open = new Set<OpenStream>();
  // Each reader leaves the room while the store is still there to hear of it.
  server.addHook('preClose', async () => {
    await Promise.all([...open].map(async (stream) => await stream.end()));
  });
  server.route({
    method: 'GET',
    url: routes.roomStream.path,
    schema: { hide: true },
    onRequest: async (request, response) => {
      const admitted = await admit(ports, signIn, 'roomStream', request);
      if (admitted.ok) request.asking = admitted.value;
      else await response.code(statusOf(admitted.problem.code)).send(problemReply(admitted.problem));
    },
    handler: async (request, response) => {
      const { asking } = request;
      if (asking === null) throw new Error('The stream was reached without sign-in');
      const { meeting } = z.object({ meeting: z.string() }).parse(request.params);
      response.hijack();
      const stream = openStream({ ports, live, asking, meeting, raw: response.raw });
      open.add(stream);
      response.raw.on('close', () => void stream.end().then(() => open.delete(stream)));
    },
  });
}

/** `end` may be called again: the room is left once, and the promise is for all that was still to be said. */
type OpenStream = { readonly end: () => Promise<void> };
type Opening = {
  readonly ports: Ports;
  readonly live: Live;
  readonly asking: Asking & { readonly until: number };
  readonly meeting: string;
  readonly raw: ServerResponse;
};

function openStream({ ports, live, asking, meeting, raw }: Opening): OpenStream {
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 2000\n\n');
  const { actor } = asking;
  const send = (message: unknown) => void raw.write(`data: ${JSON.stringify(message)}\n\n`);
  const turns = queueOf((cause) => ports.report('stream-problem', { meeting }, cause));
  const inRoom = (work: (tx: Tx) => Promise<void>) =>
    turns.next(async () => await ports.store.within(actor.authority, work));
  const announce = async (tx: Tx) =>
    await tx.room.announce({ authority: tx.authority, meeting, what: 'presence', path: null });
  const arrive = () => inRoom(async (tx) => await tx.room.arrive(meeting, actor.person, actor.name));
  let isEnded = false;
  const end = async (): Promise<void> => {
    if (!isEnded) {
      isEnded = true;
      stop();
      clearInterval(signs);
      clearInterval(here);
      if (!raw.destroyed) {
        send({ is: 'end' });
        raw.end();
      }
      inRoom(async (tx) => {
        await tx.room.leave(meeting, actor.person);
        await tx.room.releaseWriting(meeting, actor.person);
        await announce(tx);
      });
    }
    await turns.settled();
  };
  const isPupilHere = async () =>
    await ports.store.within(
      actor.authority,
      async (tx) => (await tx.meetings.byId(meeting))?.isPupilPresent,
    );
  // A message cut before the pupil came in is not sent after: it is cut again (LE-18).
  const messageOfThisMoment = async (change: RoomChange | null) => {
    const before = await isPupilHere();
    const message = await messageFor(ports, asking, meeting, change);
    return (await isPupilHere()) === before ? message : await messageFor(ports, asking, meeting, null);
  };
  const tell = (change: RoomChange | null) =>
    turns.next(async () => {
      if (isEnded) return;
      const message = await messageOfThisMoment(change);
      // Waiting for the end here would be waiting for oneself.
      if (message === 'gone') void end();
      else if (message !== null) send(message);
    });
  const stop = live.subscribe(meeting, tell);
  const signs = setInterval(() => {
    if (Date.now() >= asking.until) void end();
    else send({ is: 'alive' });
  }, alive);
  const here = setInterval(arrive, stillHere);
  arrive();
  inRoom(announce);
  return { end };
}

async function messageFor(ports: Ports, { actor }: Asking, meeting: string, change: RoomChange | null) {
  const roles = await rolesAbout(ports, actor, { meeting });
  if (!roles.ok) return 'gone';
  const now = { actor, roles: roles.value };
  if (change !== null && change.what === 'field' && change.path !== null) {
    const isAttendance = change.path.startsWith('attendance/');
    // Attendance decides the quorum banner, and a new entry changes what is missing: those read the room anew.
    if (!isAttendance) {
      const field = await fieldFor(ports, now, { meeting, path: change.path });
      return field === null ? null : { is: 'field' as const, field };
    }
  }
  const seen = await room(ports, now, { meeting });
  return seen.ok ? { is: 'room' as const, room: seen.value } : 'gone';
}

type Turns = { readonly next: (work: () => Promise<void>) => void; readonly settled: () => Promise<void> };

/** One after the other, so that an older state never arrives after a newer one. */
function queueOf(onProblem: (cause: unknown) => void): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    next: (work) => {
      last = last.then(work).catch(onProblem);
    },
    settled: () => last,
  };
}
