import { afterEach, describe, expect, it } from 'vitest';
import type { MailMessage } from '#workflow/ports.ts';
import { organiser } from './aGraph.ts';
import { aTenant, type Tenant } from './aTenant.ts';

const done = { ok: true, value: undefined };
const open: Tenant[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function opened(): Promise<Tenant> {
  const tenant = await aTenant();
  open.push(tenant);
  return tenant;
}

function aMail(overrides: Partial<MailMessage> = {}): MailMessage {
  return {
    from: organiser,
    key: 'effect-0001',
    to: 'joan.ferris@mail.test',
    subject: 'Education review: meeting on 4 December, 2 pm',
    html: '<p>Hello “Joan” – £5 & more</p>',
    attachments: [
      {
        name: 'review.ics',
        contentType: 'text/calendar; method=REQUEST',
        bytes: new TextEncoder().encode('BEGIN:VCALENDAR'),
      },
    ],
    ...overrides,
  };
}

describe('a mail', () => {
  it('goes to one person with its attachment whole, and once for its key', async () => {
    const { graph, world } = await opened();
    expect([await graph.mail.send(aMail()), await graph.mail.send(aMail())]).toEqual([done, done]);
    expect(world.state.mail).toHaveLength(1);
    expect(world.state.mail[0]).toMatchObject({
      isDraft: false,
      mailbox: organiser,
      to: [{ address: 'joan.ferris@mail.test' }],
      content: aMail().html,
      attachments: [
        {
          name: 'review.ics',
          contentType: 'text/calendar; method=REQUEST',
          contentBytes: btoa('BEGIN:VCALENDAR'),
        },
      ],
    });
    await graph.mail.send(aMail({ key: "effect-'0002" }));
    await graph.mail.send(aMail({ key: "effect-'0002" }));
    expect(world.state.mail).toHaveLength(2);
  });

  const lost = [
    ['the draft’s answer is lost', '/messages$', 'after', 'reset'],
    ['the sending’s answer is lost', '/send$', 'after', 'reset'],
    ['the draft is refused as busy', '/messages$', 'before', 503],
    ['the sending is refused as busy', '/send$', 'before', 503],
    ['the sending goes through and says 504', '/send$', 'after', 504],
  ] as const;
  it.each(lost)('goes once though %s', async (_, path, when, status) => {
    const { graph, world, fault } = await opened();
    fault({ path: `/v1.0/users/.+${path}`, method: 'POST', when, status, times: 1 });
    const first = await graph.mail.send(aMail());
    if (!first.ok) expect(first.problem).toMatchObject({ service: 'mail', isWorthRetrying: true });
    expect(await graph.mail.send(aMail())).toEqual({ ok: true, value: undefined });
    expect(world.state.mail.map(({ isDraft }) => isDraft)).toEqual([false]);
    expect(world.requests().match(/\/send","status":202/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  it('says that Graph was throttled and for how long', async () => {
    const { graph, fault } = await opened();
    fault({ path: '/messages', method: 'POST', status: 429, retryAfterSeconds: 44 });
    expect(await graph.mail.send(aMail())).toMatchObject({
      problem: { code: 'throttled', retryAfterSeconds: 44 },
    });
  });
});
