import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Tx } from '#workflow/ports.ts';
import { eachStore } from '#test/support/aStore.ts';
import {
  aChild,
  aGrant,
  aMeeting,
  anAuthority,
  aPep,
  aPerson,
  someSettings,
} from '#test/support/builders.ts';

const other = 'hillshire';

eachStore('two authorities in one store', (db) => {
  const child = aChild();
  const person = aPerson();
  const meeting = aMeeting({ child: child.id });
  const pep = aPep({ child: child.id, meeting: meeting.id });
  const account = { tid: 'tenant', oid: 'object' };

  beforeAll(async () => {
    await db().store.gate.keepAuthorities([someSettings(), someSettings({ id: other })]);
    await db().store.within(anAuthority, async (tx) => {
      await tx.people.save(person);
      await tx.people.link(person.id, account);
      await tx.children.save(child);
      await tx.meetings.insert(meeting, 'key-1');
      await tx.peps.insert(pep);
      await tx.audit.append({
        at: '2026-09-01T09:00:00Z',
        by: 'x',
        through: 'teams',
        did: 'x',
        object: 'x',
        facts: {},
      });
    });
  });

  const reads: Record<string, (tx: Tx) => Promise<unknown>> = {
    child: (tx) => tx.children.byId(child.id),
    'child by number': (tx) => tx.children.byPersonNumber(child.personNumber),
    person: (tx) => tx.people.byId(person.id),
    account: (tx) => tx.people.accountOf(person.id),
    meeting: (tx) => tx.meetings.byId(meeting.id),
    booking: (tx) => tx.meetings.byBookingKey('key-1'),
    pep: (tx) => tx.peps.byId(pep.id),
    record: (tx) => tx.peps.record(pep.id),
    'audit row': async (tx) => (await tx.audit.all())[0] ?? null,
  };

  test.each(Object.entries(reads))('the other authority finds no %s', async (_what, read) => {
    expect(await db().store.within(anAuthority, read)).not.toBeNull();
    expect(await db().store.within(other, read)).toBeNull();
  });

  test('row-level security is enabled and forced on every table of the store', async () => {
    const tables = await sql<{ name: string; safe: boolean }>`
      select relname as name, relrowsecurity and relforcerowsecurity as safe from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`.execute(db().kysely);
    expect(tables.rows.length).toBeGreaterThan(25);
    expect(tables.rows.filter((table) => !table.safe)).toEqual([]);
  });

  test('every key of an authority’s table starts with the authority', async () => {
    const keys = await sql<{ name: string; first: string }>`
      select c.relname as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisprimary and c.relnamespace = 'public'::regnamespace`.execute(db().kysely);
    const beforeAuthority = ['store_stamp', 'store_migration', 'bot_conversation', 'welcome'];
    const others = keys.rows.filter((key) => key.first !== 'authority').map((key) => key.name);
    expect(others.sort()).toEqual(beforeAuthority.sort());
  });

  test('the app’s role sees nothing without an authority, whatever the query names', async () => {
    const seen = await db()
      .kysely.transaction()
      .execute(async (trx) => {
        await sql`set local role pep_app`.execute(trx);
        const children = await trx.selectFrom('child').select('id').execute();
        const named = await trx
          .selectFrom('person')
          .select('id')
          .where('authority', '=', anAuthority)
          .execute();
        return [...children, ...named];
      });
    expect(seen).toEqual([]);
  });

  test('nobody writes a row for another authority', async () => {
    const write = db().store.within(other, async (tx) => tx.people.save(aPerson()));
    await expect(write).rejects.toThrow(/row-level security/);
  });

  test('the gate reads no more of a child than whose it is', async () => {
    expect(await db().store.gate.authorityOf({ child: child.id })).toBe(anAuthority);
    expect(await db().store.gate.authorityOf({ meeting: meeting.id })).toBe(anAuthority);
    expect(await db().store.gate.authorityOf({ pep: pep.id })).toBe(anAuthority);
    expect(await db().store.gate.authorityOf({ pep: child.id })).toBeNull();
    const surname = db()
      .kysely.transaction()
      .execute(async (trx) => {
        await sql`set local role pep_gate`.execute(trx);
        return await trx.selectFrom('child').select('surname').execute();
      });
    await expect(surname).rejects.toThrow(/permission denied/);
  });

  test('one account can stand for a person in each of several authorities', async () => {
    const there = aPerson({ authority: other });
    await db().store.within(other, async (tx) => {
      await tx.people.save(there);
      await tx.people.link(there.id, account);
    });
    expect(await db().store.gate.linksOf(account)).toEqual([
      { authority: other, person: there.id },
      { authority: anAuthority, person: person.id },
    ]);
  });

  test('an account never stands for two people of one authority', async () => {
    const second = aPerson();
    const link = db().store.within(anAuthority, async (tx) => {
      await tx.people.save(second);
      await tx.people.link(second.id, account);
    });
    await expect(link).rejects.toThrow(/duplicate key/);
    expect(await db().store.within(anAuthority, (tx) => tx.people.byId(second.id))).toBeNull();
  });

  test('a role that waits for its second person gives no right, and cannot be confirmed by its proposer or its holder', async () => {
    const [holder, proposer, second] = [aPerson(), aPerson(), aPerson()];
    const waiting = aGrant({ person: holder.id, role: 'head', proposedBy: proposer.id, confirmedBy: null });
    await db().store.within(anAuthority, async (tx) => {
      for (const one of [holder, proposer, second]) await tx.people.save(one);
      await tx.roles.save(waiting);
      expect(await tx.roles.of(holder.id)).toEqual([]);
      expect(await tx.roles.proposals()).toEqual([waiting]);
    });
    for (const confirmedBy of [proposer.id, holder.id]) {
      const confirm = db().store.within(anAuthority, (tx) => tx.roles.save({ ...waiting, confirmedBy }));
      await expect(confirm).rejects.toThrow(/second_person_confirms/);
    }
    const confirmed = { ...waiting, confirmedBy: second.id };
    await db().store.within(anAuthority, async (tx) => {
      await tx.roles.save(confirmed);
      expect(await tx.roles.of(holder.id)).toEqual([confirmed]);
      await tx.roles.save({ ...confirmed, endedAt: '2026-09-02T09:00:00Z' });
      expect(await tx.roles.of(holder.id)).toEqual([]);
    });
  });

  test('an authority that the settings no longer name is not listed, and its settings are kept as written', async () => {
    const pence = someSettings({
      pppYearlyPence: null,
      firstRoles: [{ email: 'a@b.test', name: 'A', role: 'head' }],
    });
    await db().store.gate.keepAuthorities([pence]);
    expect(await db().store.gate.authorities()).toEqual([anAuthority]);
    expect(await db().store.within(anAuthority, (tx) => tx.settings())).toEqual(pence);
  });
});
