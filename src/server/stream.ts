import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '#contract/routes.ts';
import { rolesAbout } from '#workflow/people/rolesAbout.ts';
import type { Asking } from '#workflow/asking.ts';
import type { Ports, RoomChange } from '#workflow/ports.ts';
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
      const raw = response.raw;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 2000\n\n');
      const send = (message: unknown) => void raw.write(`data: ${JSON.stringify(message)}\n\n`);
      const inTurn = queueOf((cause) => ports.report('stream-problem', { meeting }, cause));
      const end = () => {
        send({ is: 'end' });
        raw.end();
      };
      const tell = (change: RoomChange | null) =>
        inTurn(async () => {
          const message = await messageFor(ports, asking, meeting, change);
          if (message === 'gone') end();
          else if (message !== null) send(message);
        });
      const stop = live.subscribe(meeting, tell);
      const arrive = () =>
        inTurn(() =>
          ports.store.within(asking.actor.authority, (tx) =>
            tx.room.arrive(meeting, asking.actor.person, asking.actor.name),
          ),
        );
      arrive();
      announce(ports, asking, meeting, inTurn);
      const signs = setInterval(() => {
        if (Date.now() >= asking.until) end();
        else send({ is: 'alive' });
      }, alive);
      const here = setInterval(arrive, stillHere);
      raw.on('close', () => {
        stop();
        clearInterval(signs);
        clearInterval(here);
        inTurn(async () => {
          await ports.store.within(asking.actor.authority, async (tx) => {
            await tx.room.leave(meeting, asking.actor.person);
            await tx.room.releaseWriting(meeting, asking.actor.person);
            await tx.room.announce({ authority: tx.authority, meeting, what: 'presence', path: null });
          });
        });
      });
    },
  });
}

function announce(
  ports: Ports,
  asking: Asking,
  meeting: string,
  inTurn: (work: () => Promise<void>) => void,
): void {
  inTurn(() =>
    ports.store.within(asking.actor.authority, (tx) =>
      tx.room.announce({ authority: tx.authority, meeting, what: 'presence', path: null }),
    ),
  );
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

/** One after the other, so that an older state never arrives after a newer one. */
function queueOf(onProblem: (cause: unknown) => void): (work: () => Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch(onProblem);
  };
}
