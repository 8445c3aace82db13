import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calls } from '#contract/calls.ts';
import { problemSchema } from '#contract/problems.ts';
import { routes } from '#contract/routes.ts';
import type { Route } from '#contract/routes.ts';
import { mayCall } from '#domain/access/rolesTowards.ts';
import { access } from '#domain/access/table.ts';
import type { CallName } from '#domain/access/table.ts';
import type { Problem } from '#domain/problem.ts';
import { problem } from '#domain/problem.ts';
import type { Result } from '#domain/result.ts';
import { ok, refuse } from '#domain/result.ts';
import type { Asking } from '#workflow/asking.ts';
import { rolesAbout, rolesAnywhere } from '#workflow/people/rolesAbout.ts';
import type { About } from '#workflow/people/rolesAbout.ts';
import type { Ports } from '#workflow/ports.ts';
import type { ServerSettings } from './settings.ts';
import { answersTo } from './answers.ts';
import { problemReply, statusOf } from './problemReply.ts';
import type { SignIn } from './signIn.ts';

declare module 'fastify' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- fastify's own interface is being added to
  interface FastifyRequest {
    asking: (Asking & { readonly until: number }) | null;
  }
}

type Parts = { readonly ports: Ports; readonly config: ServerSettings; readonly signIn: SignIn };

/** Every call of the contract becomes a route: signed in, admitted, then parsed, then answered. The stream has a route of its own. */
export function registerCalls(server: FastifyInstance, { ports, config, signIn }: Parts): void {
  const answers = answersTo(ports, config);
  for (const name of callNames) {
    if (name === 'roomStream') continue;
    const route = routes[name];
    const { summary, params, body, reply } = calls[name];
    const isRead = route.method === 'GET';
    server.route({
      method: route.method,
      url: route.path,
      schema: {
        operationId: name,
        summary,
        params,
        ...(isRead ? {} : { body: emptyAllowed(body) }),
        response: { 200: reply, '4xx': problemSchema, '5xx': problemSchema },
      },
      // Before the body is read: a stranger's bytes are never parsed.
      onRequest: async (request, response) => {
        const admitted = await admit(ports, signIn, name, request);
        if (admitted.ok) request.asking = admitted.value;
        else await response.code(statusOf(admitted.problem.code)).send(problemReply(admitted.problem));
      },
      handler: async (request, response) => {
        const { asking } = request;
        if (asking === null) throw new Error(`${name} was reached without sign-in`);
        const answer = answers[name];
        if (answer === undefined) throw new Error(`${name} has no answer`);
        const answered = await answer(
          asking,
          z.record(z.string(), z.string()).parse(request.params),
          request.body ?? {},
        );
        if (!answered.ok)
          return response.code(statusOf(answered.problem.code)).send(problemReply(answered.problem));
        return response.header('cache-control', 'no-store').send(answered.value);
      },
    });
  }
}

export const callNames = Object.keys(access).filter((name): name is CallName => name in access);

/** A call without a body may be sent without one. */
function emptyAllowed(body: z.ZodType): z.ZodType {
  return body.safeParse({}).success ? body.nullish().transform((sent) => sent ?? {}) : body;
}

/** Who asks, what they are towards the object in the path now, and whether the table lets them. */
export async function admit(
  ports: Ports,
  signIn: SignIn,
  name: CallName,
  request: FastifyRequest,
): Promise<Result<Asking & { readonly until: number }, Problem>> {
  const signedIn = await signIn(request);
  if (!signedIn.ok) return signedIn;
  const { actor, until } = signedIn.value;
  const about = aboutOf(routes[name], request.params);
  if (about === null) {
    const roles = await rolesAnywhere(ports, actor);
    // Known, but with no role anywhere: not yet confirmed, or out of every circle.
    const may = roles.length === 0 ? refuse(problem('not-for-your-role')) : mayCall(name, actor, roles);
    return may.ok ? ok({ actor, roles, until }) : refuse(problem(may.problem.code));
  }
  const roles = await rolesAbout(ports, actor, about);
  if (!roles.ok) return roles;
  const may = mayCall(name, actor, roles.value);
  return may.ok ? ok({ actor, roles: roles.value, until }) : refuse(problem(may.problem.code));
}

function aboutOf(route: Route, params: unknown): About | null {
  const id = (name: string) => z.object({ [name]: z.string().max(80) }).parse(params)[name] ?? '';
  switch (route.about) {
    case 'none':
      return null;
    case 'child':
      return { child: id('child') };
    case 'meeting':
      return { meeting: id('meeting') };
    case 'pep':
      return { pep: id('pep') };
  }
}
