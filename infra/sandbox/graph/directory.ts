import type { SandboxPerson } from '../people.ts';
import type { Reply } from '../loopbackHttp.ts';
import { canSignIn } from '../signIn.ts';
import { sameAddress, type World } from '../world.ts';
import { ok, refuse, route, type GraphCall, type Route } from './call.ts';
import { answerMany, answerOne, badFilter, equalityOf } from './odata.ts';

/** Someone with a directory object: a person or the shared mailbox that organises. */
export type DirectoryUser = {
  readonly oid: string;
  readonly name: string;
  readonly email: string;
  readonly person: SandboxPerson | undefined;
  readonly isGuest: boolean;
};

export function directoryUser(world: World, tid: string, idOrName: string): DirectoryUser | undefined {
  return usersOf(world, tid).find((user) => user.oid === idOrName || sameAddress(user.email, idOrName));
}

function usersOf(world: World, tid: string): DirectoryUser[] {
  const organiser = world.tenant(tid)?.organiser;
  const people = world.setup.people.filter((p) => p.tid === tid).filter(canSignIn);
  return [
    ...(organiser ? [{ ...organiser, person: undefined, isGuest: false }] : []),
    ...people.map((person) => ({
      oid: person.oid,
      name: person.name,
      email: person.email ?? '',
      person,
      isGuest: person.kind === 'guest',
    })),
  ];
}

function view(user: DirectoryUser): Record<string, unknown> {
  const [givenName = '', ...rest] = user.name.split(' ');
  return {
    id: user.oid,
    displayName: user.name,
    givenName,
    surname: rest.join(' '),
    mail: user.email,
    userPrincipalName: user.isGuest ? `${user.email.replace('@', '_')}#EXT#@tenant.test` : user.email,
    userType: user.isGuest ? 'Guest' : 'Member',
    accountEnabled: true,
    jobTitle: user.person?.role ?? null,
    mobilePhone: user.person?.phone ?? null,
    businessPhones: [],
    otherMails: [],
    preferredLanguage: 'en-GB',
    officeLocation: null,
    department: null,
  };
}

export function directoryRoutes(world: World): Route[] {
  const mayRead = ['User.Read.All', 'User.ReadBasic.All', 'Directory.Read.All'];
  return [
    route('GET /users', {
      permissions: mayRead,
      query: ['$filter', '$select', '$top', '$count'],
      run: (call) => {
        const users = usersOf(world, call.tid);
        const filter = call.query.get('$filter');
        if (filter === null) return answerMany(call.query, users.map(view));
        const parts = filter.split(/ or /i).map(equalityOf);
        if (parts.some((p) => !p || !['mail', 'userPrincipalName', 'id'].includes(p.property)))
          return badFilter(filter);
        const rows = users
          .map(view)
          .filter((row) => parts.some((p) => p && sameAddress(String(row[p.property]), p.value)));
        return answerMany(call.query, rows);
      },
    }),
    route('GET /users/:user', {
      permissions: [...mayRead, 'User.Read'],
      query: ['$select'],
      run: (call) => {
        const user = directoryUser(world, call.tid, call.params.user ?? '');
        return user ? answerOne(call.query, view(user)) : noSuchUser(call);
      },
    }),
    route('GET /organization', {
      permissions: ['User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
      query: ['$select'],
      run: (call) => {
        const tenant = world.tenant(call.tid);
        return ok({ value: tenant ? [{ id: tenant.tid, displayName: tenant.name }] : [] });
      },
    }),
  ];
}

export function noSuchUser(call: GraphCall): Reply {
  return refuse(
    404,
    'Request_ResourceNotFound',
    `Resource '${call.params.user ?? ''}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
