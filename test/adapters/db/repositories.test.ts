import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { RoomChange, Tx } from '#workflow/ports.ts';
import { eachStore } from '#test/support/aStore.ts';
import {
  aChild,
  aMeeting,
  anAuthority,
  anInvitee,
  aPep,
  aPerson,
  someSettings,
} from '#test/support/builders.ts';

eachStore('what is saved is read back', (db) => {
  const child = aChild({ schoolUrn: '100001', nextReview: '2026-11-30', sen: 'E' });
  const person = aPerson();
  const colleague = aPerson();
  const meeting = aMeeting({
    child: child.id,
    overrides: [{ rule: 'LE-09', reason: 'The carer asked for it.' }],
  });
  const pep = aPep({ child: child.id, meeting: meeting.id });
  const within = async <T>(work: (tx: Tx) => Promise<T>) => await db().store.within(anAuthority, work);

  beforeAll(async () => {
    await db().store.gate.keepAuthorities([someSettings()]);
    await within(async (tx) => {
      await tx.people.save(person);
      await tx.people.save(colleague);
      await tx.children.save(child);
      await tx.meetings.insert(meeting, 'first');
      await tx.peps.insert(pep);
    });
  });

  test('people, found by address in any case', async () => {
    await within(async (tx) => {
      expect(await tx.people.byEmail((person.email ?? '').toUpperCase())).toEqual(person);
      expect(await tx.people.byIds([])).toEqual([]);
      await tx.people.save({ ...person, phone: '07700 900123' });
      expect(await tx.people.byIds([person.id])).toEqual([{ ...person, phone: '07700 900123' }]);
    });
  });

  test('children with days as text, their confidential facts apart, and one milestone each', async () => {
    const milestone = { due: '2026-12-18', because: null, why: 'term', source: 'LE-01' };
    const facts = { placementAddress: '1 Fictional Row', notes: 'none' };
    await within(async (tx) => {
      expect(await tx.children.byPersonNumber(child.personNumber)).toEqual(child);
      await tx.children.saveConfidential(child.id, { ...facts, notes: 'old' });
      await tx.children.saveConfidential(child.id, facts);
      expect(await tx.children.confidential(child.id)).toEqual(facts);
      await tx.children.saveMilestone(child.id, { ...milestone, due: null });
      await tx.children.saveMilestone(child.id, milestone);
      expect(await tx.children.milestones()).toEqual([{ child: child.id, ...milestone }]);
    });
  });

  test('a case-system number and a reference belong to one child', async () => {
    for (const same of [{ personNumber: child.personNumber }, { reference: child.reference }]) {
      await expect(within((tx) => tx.children.save(aChild(same)))).rejects.toThrow(/duplicate key/);
    }
  });

  test('schools, and a calendar replaced whole', async () => {
    const school = {
      urn: '100001',
      name: 'Fictional School',
      phase: 'Secondary',
      la: 'Riverford',
      calendar: 'Riverford',
    };
    const autumn = {
      calendar: 'Riverford',
      name: 'Autumn',
      from: '2026-08-31',
      to: '2026-12-18',
      inset: ['2026-08-31'],
    };
    const halved = { ...autumn, halfTerm: { after: '2026-10-16', before: '2026-11-02' } };
    await within(async (tx) => {
      await tx.schools.save({ ...school, name: 'Old name' });
      await tx.schools.save(school);
      expect(await tx.schools.byUrn('100001')).toEqual(school);
      await tx.terms.replaceCalendar('Riverford', [autumn]);
      await tx.terms.replaceCalendar('100001', [{ ...halved, calendar: '100001' }]);
      await tx.terms.replaceCalendar('Riverford', [halved]);
      expect(await tx.terms.all()).toEqual([{ ...halved, calendar: '100001' }, halved]);
    });
  });

  test('who left the circle is out of it, kept, and can come back', async () => {
    const member = (one: string, isConfidential = false) =>
      ({ child: child.id, person: one, role: 'carer', isConfidential }) as const;
    const worker = { ...member(person.id), role: 'socialWorker' } as const;
    await within((tx) => tx.circle.replace(child.id, ['carer', 'socialWorker'], [member(person.id), worker]));
    await within((tx) => tx.circle.replace(child.id, ['carer'], [member(colleague.id)]));
    expect(await within((tx) => tx.circle.of(child.id))).toEqual([member(colleague.id), worker]);
    await within((tx) => tx.circle.replace(child.id, ['carer'], [member(person.id, true)]));
    expect(await within((tx) => tx.circle.ofPerson(person.id))).toEqual([member(person.id, true), worker]);
    expect(await within((tx) => tx.circle.ofPerson(colleague.id))).toEqual([]);
    const kept = await sql<{ left: boolean }>`select left_at is not null as left from circle_member
      where child = ${child.id} and role = 'carer' order by joined_at`.execute(db().kysely);
    expect(kept.rows.map((row) => row.left)).toEqual([true, true, false]);
  });

  test('two clicks at once on one booking find one meeting', async () => {
    const twice = aChild({});
    await within((tx) => tx.children.save(twice));
    const book = async () =>
      await within(async (tx) => {
        const known = await tx.meetings.byBookingKey('twice');
        if (known !== null) return known.id;
        const made = aMeeting({ child: twice.id });
        await pause(30);
        await tx.meetings.insert(made, 'twice');
        return made.id;
      });
    const booked = await Promise.all([book(), book(), book()]);
    expect(new Set(booked).size).toBe(1);
    // Another key does not help: one child has one open meeting, whoever books and from wherever.
    for (const key of ['twice', 'another'])
      await expect(within((tx) => tx.meetings.insert(aMeeting({ child: twice.id }), key))).rejects.toThrow(
        /duplicate key/,
      );
  });

  test('a meeting with its people, its chat and its step', async () => {
    const moved = { ...meeting, revision: 2, chatId: 'chat-1', startsAt: '2026-10-09T09:30' };
    const invitee = anInvitee({ meeting: meeting.id, person: colleague.id });
    await within(async (tx) => {
      await tx.meetings.save(moved);
      await tx.meetings.saveInvitee(invitee);
      await tx.meetings.saveInvitee({ ...invitee, reply: 'accepted', repliedBy: 'card' });
      await tx.meetings.saveStep(meeting.id, 'attendance');
      expect(await tx.meetings.byChat('chat-1')).toEqual(moved);
      expect(await tx.meetings.lock(meeting.id)).toEqual(moved);
      expect(await tx.meetings.invitees(meeting.id)).toEqual([
        { ...invitee, reply: 'accepted', repliedBy: 'card' },
      ]);
      expect(await tx.meetings.ofInvitee(colleague.id)).toEqual([moved]);
      expect(await tx.meetings.ofInvitee(person.id)).toEqual([]);
      expect(await tx.meetings.currentStep(meeting.id)).toBe('attendance');
    });
    await expect(within((tx) => tx.meetings.save(aMeeting({ child: child.id })))).rejects.toThrow(
      /No meeting/,
    );
  });

  test('a version of a plan is frozen: the app can neither change nor replace it', async () => {
    const signed = { ...pep, stage: 'signedOff', version: 1 } as const;
    await within(async (tx) => {
      await tx.peps.save(signed);
      const record = await tx.peps.record(pep.id);
      if (record === null) throw new Error('the plan is there');
      await tx.peps.keepVersion(pep.id, 1, record, null);
      expect(await tx.peps.versionOf(pep.id, 1)).toEqual(record);
      expect(record.pep).toEqual(signed);
    });
    const record = { pep, fields: [] };
    await expect(within((tx) => tx.peps.keepVersion(pep.id, 1, record, 'again'))).rejects.toThrow(
      /duplicate key/,
    );
    await expect(asApp(`update pep_version set reason = 'changed'`)).rejects.toThrow(/permission denied/);
    await expect(asApp(`delete from field_revision`)).rejects.toThrow(/permission denied/);
  });

  async function asApp(statement: string): Promise<void> {
    await db()
      .kysely.transaction()
      .execute(async (trx) => {
        await sql`select set_config('role', 'pep_app', true), set_config('app.authority', ${anAuthority}, true)`.execute(
          trx,
        );
        await sql.raw(statement).execute(trx);
      });
  }

  test('an effect is queued once, and stays unfinished until it is done or given up', async () => {
    const effect = {
      is: 'notify',
      notice: 'invitation',
      person: person.id,
      meeting: meeting.id,
      pep: null,
      revision: 1,
    } as const;
    await within((tx) => tx.effects.enqueue(effect, 'invite-1'));
    await within((tx) => tx.effects.enqueue(effect, 'invite-1'));
    const [row, ...more] = await within((tx) => tx.effects.ofMeeting(meeting.id));
    expect(more).toEqual([]);
    if (row === undefined) throw new Error('the effect is there');
    expect(row).toMatchObject({
      key: 'invite-1',
      effect,
      state: { is: 'waiting', attempts: 0, problem: null },
    });
    const at = '2026-09-01T09:00:00Z';
    const states = [
      [{ is: 'sending', attempts: 1, at }, 1],
      [{ is: 'waiting', attempts: 1, problem: 'throttled', service: 'bot', at }, 1],
      [{ is: 'failed', attempts: 8, problem: 'refused', service: 'bot', at }, 0],
      [{ is: 'uncertain', attempts: 8, at }, 0],
      [{ is: 'done', attempts: 9, at }, 0],
    ] as const;
    for (const [state, unfinished] of states) {
      await within((tx) => tx.effects.save(row.id, state));
      expect((await within((tx) => tx.effects.lock(row.id)))?.state).toEqual(state);
      expect(await within((tx) => tx.effects.unfinished())).toHaveLength(unfinished);
    }
  });

  test('a sent notice, a folder and a delivery are each kept once', async () => {
    const sent = {
      effect: 'effect-1', person: person.id, meeting: meeting.id, pep: null, is: 'invitation', channel: 'bot',
      conversationId: 'c', activityId: null, sentAt: '2026-09-01T09:00:00Z',
    } as const; // prettier-ignore
    const folder = {
      child: child.id,
      name: child.reference,
      folderId: 'f',
      webUrl: 'https://documents.test/f',
    };
    const delivery = {
      pep: pep.id, version: 1, edition: 'school', fileName: 'x.docx', itemId: null, webUrl: null, etag: null,
      uploadedAt: null, accessFor: [person.id], heldBecause: null,
    } as const; // prettier-ignore
    await within(async (tx) => {
      await tx.notices.saveSent(sent);
      await tx.notices.saveSent({ ...sent, activityId: 'a' });
      expect(await tx.notices.sentFor(meeting.id)).toEqual([{ ...sent, activityId: 'a' }]);
      await tx.deliveries.saveFolder(folder);
      await tx.deliveries.saveFolder({ ...folder, folderId: 'g' });
      expect(await tx.deliveries.folderOf(child.id)).toEqual({ ...folder, folderId: 'g' });
      await tx.deliveries.save(delivery);
      await tx.deliveries.save({ ...delivery, etag: 'e', accessFor: [] });
      expect(await tx.deliveries.ofPep(pep.id)).toEqual([{ ...delivery, etag: 'e', accessFor: [] }]);
    });
  });

  test('the browser door’s links, codes and sessions, found before the authority is known', async () => {
    const expiresAt = '2026-09-01T09:10:00.000Z';
    const link = {
      authority: anAuthority,
      tokenHash: 'l',
      child: child.id,
      person: person.id,
      role: 'carer',
      expiresAt,
    } as const;
    const code = { linkHash: 'l', browserHash: 'b', codeHash: 'c', expiresAt, triesLeft: 5 };
    const admittedTo = [{ child: child.id, role: 'carer' }] as const;
    const session = {
      authority: anAuthority,
      tokenHash: 's',
      person: person.id,
      name: 'A',
      admittedTo,
      expiresAt,
    };
    await within(async (tx) => {
      await tx.door.saveLink(link);
      await tx.door.saveCode(code);
      await tx.door.saveCode({ ...code, triesLeft: 4 });
      expect(await tx.door.lockCode('l', 'other browser')).toBeNull();
      expect(await tx.door.lockCode('l', 'b')).toEqual({ ...code, triesLeft: 4 });
      await tx.door.forgetCode('l', 'b');
      expect(await tx.door.lockCode('l', 'b')).toBeNull();
      await tx.door.saveSession(session);
    });
    expect(await db().store.gate.doorLink('l')).toEqual(link);
    expect(await db().store.gate.doorSession('s')).toEqual(session);
    await within((tx) => tx.door.endSession('s'));
    expect(await db().store.gate.doorSession('s')).toBeNull();
  });

  test('a person is welcomed once, and a conversation moves and ends', async () => {
    const account = { tid: 't', oid: 'o' };
    const { gate } = db().store;
    expect([await gate.claimWelcome(account), await gate.claimWelcome(account)]).toEqual([true, false]);
    await gate.saveConversation({ ...account, conversationId: '1', serviceUrl: 'https://a.test' });
    await gate.saveConversation({ ...account, conversationId: '2', serviceUrl: 'https://b.test' });
    expect(await gate.conversationOf(account)).toEqual({
      ...account,
      conversationId: '2',
      serviceUrl: 'https://b.test',
    });
    await gate.forgetConversation(account);
    expect(await gate.conversationOf(account)).toBeNull();
  });

  test('one writes in a field at a time, until they leave it, are relieved, or fall silent', async () => {
    const claim = async (one: string, path: string, takeOver = false) =>
      (
        await within((tx) =>
          tx.room.claimWriting({ meeting: meeting.id, path, person: one, name: one, takeOver }),
        )
      ).person;
    const lapse = async () =>
      await sql`update room_writing set until = now() - interval '1 second'`.execute(db().kysely);
    expect(await claim('priya', 'views/home')).toBe('priya');
    expect(await claim('sam', 'views/home')).toBe('priya');
    expect(await claim('sam', 'views/home', true)).toBe('sam');
    expect(await claim('sam', 'views/school')).toBe('sam');
    expect(await within((tx) => tx.room.writing(meeting.id))).toEqual([
      { path: 'views/school', person: 'sam', name: 'sam' },
    ]);
    await within((tx) => tx.room.releaseWriting(meeting.id, 'sam'));
    expect(await claim('priya', 'views/school')).toBe('priya');
    await lapse();
    expect(await within((tx) => tx.room.writing(meeting.id))).toEqual([]);
    expect(await claim('sam', 'views/school')).toBe('sam');
  });

  test('who is present is seen until they leave or fall silent', async () => {
    const present = async () => (await within((tx) => tx.room.present(meeting.id))).map((one) => one.person);
    await within(async (tx) => {
      for (const one of ['a', 'b', 'c']) await tx.room.arrive(meeting.id, one, one);
      await tx.room.arrive(meeting.id, 'a', 'a');
      await tx.room.leave(meeting.id, 'b');
    });
    expect(await present()).toEqual(['a', 'c']);
    await sql`update room_presence set until = now() - interval '1 second' where person = 'a'`.execute(
      db().kysely,
    );
    expect(await present()).toEqual(['c']);
  });

  test('a change is announced when its transaction commits, never before and not when it is undone', async () => {
    const heard: (string | null)[] = [];
    const seen: Promise<unknown>[] = [];
    const listening = await db().roomChanges(
      (change) => {
        heard.push(change.path);
        // A listener reads the store at once: that must neither wait for ever nor count as inside the transaction.
        seen.push(db().store.within(change.authority, (tx) => tx.meetings.byId(change.meeting)));
      },
      () => undefined,
    );
    const change: RoomChange = {
      authority: anAuthority,
      meeting: meeting.id,
      what: 'field',
      path: 'views/home',
    };
    await within(async (tx) => {
      await tx.room.announce(change);
      await pause(50);
      expect(heard).toEqual([]);
    });
    const undone = within(async (tx) => {
      await tx.room.announce({ ...change, path: 'undone' });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await expect.poll(() => heard).toEqual(['views/home']);
    expect(await Promise.all(seen)).toHaveLength(1);
    await listening.close();
  });

  test('the store used inside its own transaction throws at once instead of waiting for ever', async () => {
    const uses: (() => Promise<unknown>)[] = [
      () => within((tx) => tx.people.all()),
      () => db().store.gate.authorities(),
      () => db().store.isHealthy(),
      () => db().kysely.selectFrom('person').selectAll().execute(),
      () => db().jobsDatabase.executeSql('select 1'),
    ];
    for (const use of uses) {
      await within(async () => {
        await expect(use()).rejects.toThrow(/inside one of its own transactions/);
      });
    }
    expect(await db().store.isHealthy()).toBe(true);
  });
});
