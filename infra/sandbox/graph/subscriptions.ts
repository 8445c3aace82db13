import { isLoopbackUrl } from '../loopbackHttp.ts';
import { realNow } from '../realTime.ts';
import type { SandboxSubscription } from '../state.ts';
import { randomUUID, type World } from '../world.ts';
import { newSubscription, subscriptionRenewal } from './bodies.ts';
import {
  created,
  noContent,
  notFound,
  ok,
  page,
  refuse,
  route,
  routeWithBody,
  type GraphCall,
  type Route,
} from './call.ts';
import { directoryUser } from './directory.ts';

export type Subscriptions = {
  readonly routes: readonly Route[];
  /** Tells whoever subscribed that something in this mailbox's calendar changed. */
  readonly eventChanged: (tid: string, mailbox: string, change: { id: string; kind: string }) => void;
};

const longestDays = 7;

export function subscriptionsOf(world: World): Subscriptions {
  const { state } = world;
  const own = (call: GraphCall) =>
    state.subscriptions.find((s) => s.id === call.params.subscription && s.tid === call.tid);

  const routes = [
    route('GET /subscriptions', {
      permissions: [],
      run: (call) => page(state.subscriptions.filter((s) => s.tid === call.tid).map(view)),
    }),
    routeWithBody('POST /subscriptions', {
      permissions: ['Calendars.ReadWrite', 'Calendars.Read'],
      body: newSubscription,
      run: async (call, wish) => {
        const user = /^\/?users\/([^/]+)\/events$/.exec(wish.resource)?.[1];
        if (!user || !directoryUser(world, call.tid, user))
          return refuse(400, 'InvalidRequest', 'The sandbox knows subscriptions to /users/{id}/events.');
        if (isTooLong(wish.expirationDateTime))
          return refuse(
            400,
            'InvalidRequest',
            'Subscription expiration can only be 10080 minutes in the future.',
          );
        if (!(await answersValidation(wish.notificationUrl)))
          return refuse(400, 'InvalidRequest', 'Subscription validation request failed.');
        const subscription: SandboxSubscription = {
          id: randomUUID(),
          tid: call.tid,
          resource: wish.resource,
          changeType: wish.changeType,
          notificationUrl: wish.notificationUrl,
          lifecycleNotificationUrl: wish.lifecycleNotificationUrl ?? null,
          clientState: wish.clientState ?? null,
          expirationDateTime: wish.expirationDateTime,
        };
        state.subscriptions.push(subscription);
        world.changed();
        return created(view(subscription));
      },
    }),
    routeWithBody('PATCH /subscriptions/:subscription', {
      permissions: [],
      body: subscriptionRenewal,
      run: (call, renewal) => {
        const found = own(call);
        if (!found) return notFound();
        if (isTooLong(renewal.expirationDateTime))
          return refuse(
            400,
            'InvalidRequest',
            'Subscription expiration can only be 10080 minutes in the future.',
          );
        found.expirationDateTime = renewal.expirationDateTime;
        world.changed();
        return ok(view(found));
      },
    }),
    route('DELETE /subscriptions/:subscription', {
      permissions: [],
      run: (call) => {
        const found = own(call);
        if (!found) return notFound();
        state.subscriptions.splice(state.subscriptions.indexOf(found), 1);
        world.changed();
        return noContent;
      },
    }),
  ];

  function eventChanged(tid: string, mailbox: string, change: { id: string; kind: string }): void {
    const user = directoryUser(world, tid, mailbox);
    for (const s of state.subscriptions) {
      const name = /^\/?users\/([^/]+)\/events$/.exec(s.resource)?.[1] ?? '';
      const isTheirs = s.tid === tid && !!user && directoryUser(world, tid, name)?.oid === user.oid;
      const isLive = Date.parse(s.expirationDateTime) > realNow().getTime();
      if (isTheirs && isLive && s.changeType.split(',').includes(change.kind)) void notify(s, change);
    }
  }
  return { routes, eventChanged };
}

/** Graph asks the address to say a token back before it sends anything there. */
async function answersValidation(url: string): Promise<boolean> {
  if (!isLoopbackUrl(url)) return false;
  const token = randomUUID();
  const address = `${url}${url.includes('?') ? '&' : '?'}validationToken=${token}`;
  const answer = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(10_000) }).then(
    (r) => (r.ok ? r.text() : ''),
    () => '',
  );
  return answer === token;
}

/** A notification that is not taken is dropped: its receiver reads the calendar again in its own time. */
async function notify(s: SandboxSubscription, change: { id: string; kind: string }): Promise<boolean> {
  const value = [
    {
      subscriptionId: s.id,
      clientState: s.clientState,
      changeType: change.kind,
      resource: `${s.resource}/${change.id}`,
      subscriptionExpirationDateTime: s.expirationDateTime,
      tenantId: s.tid,
      resourceData: { '@odata.type': '#Microsoft.Graph.Event', id: change.id },
    },
  ];
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value }),
  };
  return fetch(s.notificationUrl, { ...request, signal: AbortSignal.timeout(10_000) }).then(
    (r) => r.ok,
    () => false,
  );
}

function isTooLong(until: string): boolean {
  return Date.parse(until) > realNow().getTime() + longestDays * 86_400_000;
}

function view(s: SandboxSubscription): Record<string, unknown> {
  const { tid, ...rest } = s;
  return { ...rest, creatorId: tid };
}
