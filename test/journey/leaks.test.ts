import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { leaksOf } from '#domain/disclosure/neutral.ts';
import { aSandbox, type Called, type TestSandbox } from '#test/support/aSandbox.ts';
import { unzip } from '#test/support/unzip.ts';
import { comeIn } from './browserDoor.ts';
import {
  book,
  bookingFor,
  boardOf,
  childNamed,
  deliveriesOf,
  hold,
  planFor,
  problemIn,
  refusedWith,
  write,
} from './steps.ts';
import { joan, miriam } from './story.ts';
import { type Listening, listen, listenAs } from './stream.ts';

/** What the social worker alone may see, of the two children whose meetings are played here. */
const secrets = {
  'placement address of Leila': /Lapwing Drive/i,
  'notes of Leila': /contact every second Saturday/,
  'brother elsewhere': /Theo/,
  'placement address of Precious': /61 Withy Close|Withy/,
  'confidential carer': /Miriam|Castle/,
  'confidential carer’s mail': /m\.castle@/,
  'confidential carer’s telephone': /07700 900527|\+447700900527/,
  'brother of Precious': /Bartholomew Quill/,
  'how to reach the carer': /ring after six at the neighbour/,
} as const;
const carersMail = /joan\.pettifer@mail\.test/;
const children = [
  { forename: 'Leila', surname: 'Marsh', schools: ['Sedgeway Primary School', 'Sedgeway'] },
  { forename: 'Precious', surname: 'Nwosu', schools: ['Saltern High School', 'Saltern High'] },
] as const;
/** Nothing of these lies open on a lock screen, in a list of files, in an address or in a log. */
const atAGlance = (text: string) => children.flatMap((child) => leaksOf(text, child));

/** Typed by a teacher into the record: the record keeps it, whatever leaves does not. */
const overheard = [
  'Settled well. Ring the carer on 07700 900527 when unsettled.',
  'Misses Bartholomew Quill on Sundays.',
] as const;
const adultOnly = 'Theo’s adoption is being planned.';
const called: {
  readonly by: string;
  readonly path: string;
  readonly text: string;
  readonly duringPupil: boolean;
}[] = [];
const streams: Record<string, Listening> = {};
const logged: string[] = [];
const known = { leila: '', precious: '', pep: '', preciousPep: '', isPupilThere: false };
let sandbox: TestSandbox;
let files: readonly { readonly name: string; readonly text: string }[] = [];
let rows: Readonly<Record<string, string>> = {};

const asked = async (by: string, ask: () => Promise<Called>, path: string): Promise<Called> => {
  const duringPupil = known.isPupilThere;
  const answer = await ask();
  const text = JSON.stringify(answer.json);
  // Those who may read the record read what the teacher typed in it; no document or other answer repeats it.
  const isRecord = /\/(room|fields)$/.test(path) || path === `/api/peps/${known.preciousPep}`;
  called.push({
    by,
    path,
    text: isRecord ? overheard.reduce((rest, words) => rest.replaceAll(words, ''), text) : text,
    duringPupil,
  });
  return answer;
};

/** Every call that reads, as everybody who is something in the two stories. */
const readers = [
  'coordinator',
  'officer',
  'officer-2',
  'head',
  'business-support',
  'team-manager',
  'team-manager-2',
  'iro',
  'social-worker',
  'social-worker-3',
  'designated-teacher',
  'designated-teacher-3',
  'eastholme-coordinator',
];
async function everybodyReads(): Promise<void> {
  for (const person of readers) {
    for (const path of ['/api/me', '/api/reviews', '/api/children', '/api/peps', '/api/roles/proposals'])
      await sandbox.call(person, 'GET', path);
    for (const [child, meeting, pep] of await places()) {
      for (const path of [
        `/api/children/${child}`,
        `/api/children/${child}/audit`,
        `/api/meetings/${meeting}/board`,
        `/api/meetings/${meeting}/room`,
        `/api/peps/${pep}`,
        `/api/peps/${pep}/deliveries`,
      ])
        await sandbox.call(person, 'GET', path);
      await sandbox.call(person, 'POST', `/api/children/${child}/booking-plan`, {});
      for (const edition of ['full', 'school'])
        await sandbox.call(person, 'POST', `/api/peps/${pep}/preview`, { edition });
    }
  }
}
async function places(): Promise<readonly (readonly [string, string, string])[]> {
  return await sandbox.app.ports.store.within('fenmarch', async (tx) => {
    const found = [];
    for (const meeting of [known.leila, known.precious]) {
      const held = await tx.meetings.byId(meeting);
      found.push([held?.child ?? '', meeting, (await tx.peps.byMeeting(meeting))?.id ?? ''] as const);
    }
    return found;
  });
}

const tableRows = z.array(z.record(z.string(), z.unknown()));
async function rowsOf(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const store = await PGlite.create({ dataDir: `${dataDir}/store/postgres` });
  const read: Record<string, string> = {};
  for (const table of ['pgboss.job', 'effect', 'audit', 'sent_notice', 'bot_conversation', 'delivery'])
    read[table] = tableRows
      .parse((await store.query(`select * from ${table}`)).rows)
      .map((row) => JSON.stringify(row))
      .join('\n');
  await store.close();
  return read;
}

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  const opened = await aSandbox();
  sandbox = {
    ...opened,
    call: (person, method, path, body) => asked(person, () => opened.call(person, method, path, body), path),
  };
  // Something goes wrong on the way, so that there is a log to look at.
  sandbox.services.faults.add({ path: '/v1.0/users/.+/onlineMeetings', status: 500, times: 2 });
  const [leila, precious] = [
    (await childNamed(sandbox, 'Leila Marsh')).child.id,
    (await childNamed(sandbox, 'Precious Nwosu')).child.id,
  ];
  known.leila = await book(sandbox, leila);
  known.precious = await book(sandbox, precious, {
    startsAt: '2026-12-02T15:30',
    endsAt: '2026-12-02T16:30',
  });
  known.pep = (await boardOf(sandbox, known.leila)).pep ?? '';
  known.preciousPep = (await boardOf(sandbox, known.precious)).pep ?? '';
  await write(sandbox, 'social-worker', known.pep, {
    'care-situation/placement': 'With Joan at 27 Lapwing Drive.',
    'care-situation/siblings-elsewhere': 'Theo Marsh',
    'care-situation/changes': 'A new class after Easter.',
    'care-situation/contact': adultOnly.replace('Theo’s', 'An'),
    'permissions/carer-contact': 'Please ring after six at the neighbour’s.',
  });
  await sandbox.moveClock('2026-11-30T09:00:00Z');
  await sandbox.settle();
  const move = {
    startsAt: '2026-12-03T15:30',
    endsAt: '2026-12-03T16:30',
    venue: 'Music room',
    reason: 'A clash',
    revision: 0,
  };
  await sandbox.call('coordinator', 'POST', `/api/meetings/${known.precious}/move`, move);
  await sandbox.settle();
  await everybodyReads();

  await sandbox.moveClock('2026-12-01T15:30:00Z');
  await sandbox.call('designated-teacher', 'POST', `/api/meetings/${known.leila}/start`);
  for (const person of ['social-worker', 'officer', 'designated-teacher'])
    streams[person] = await listenAs(sandbox, person, known.leila);
  const carer = await comeIn(sandbox, joan);
  streams['carer'] = await listen(sandbox, known.leila, carer.headers());
  for (const stream of Object.values(streams))
    await stream.next((message) => (message.is === 'room' ? true : undefined), 'the room');
  await sandbox.call('social-worker', 'POST', `/api/meetings/${known.leila}/pupil`, { isPresent: true });
  known.isPupilThere = true;
  for (const stream of Object.values(streams))
    await stream.next(
      (message) => (message.is === 'room' && message.room.isPupilPresent ? true : undefined),
      'the pupil',
    );
  await everybodyReads();
  for (const path of ['/api/reviews', `/api/meetings/${known.leila}/room`, `/api/peps/${known.pep}`])
    await asked('carer', () => carer.call('GET', path), path);
  known.isPupilThere = false;
  await sandbox.call('social-worker', 'POST', `/api/meetings/${known.leila}/pupil`, { isPresent: false });
  await hold(sandbox, 'designated-teacher', known.leila, ['socialWorker', 'designatedTeacher']);
  await sandbox.call('designated-teacher', 'POST', `/api/peps/${known.pep}/submit`);
  await sandbox.call('officer', 'POST', `/api/peps/${known.pep}/return`, {
    reason: 'Say how it is measured',
  });
  await sandbox.settle();
  await sandbox.call('designated-teacher', 'POST', `/api/peps/${known.pep}/submit`);
  await sandbox.call('officer', 'POST', `/api/peps/${known.pep}/sign-off`);
  await sandbox.settle();

  // The other plan: the teacher types what they overheard.
  await hold(sandbox, 'designated-teacher-3', known.precious, ['socialWorker', 'designatedTeacher']);
  await write(sandbox, 'social-worker', known.preciousPep, {
    'care-situation/siblings-elsewhere': 'Bartholomew Quill',
  });
  await write(sandbox, 'designated-teacher-3', known.preciousPep, {
    'learning-support/summary': overheard[0],
    'social-emotional/feelings': overheard[1],
  });
  await sandbox.call('designated-teacher-3', 'POST', `/api/peps/${known.preciousPep}/submit`);
  await everybodyReads();
  await sandbox.call('officer', 'POST', `/api/peps/${known.preciousPep}/sign-off`);
  await sandbox.settle();
  await everybodyReads();
  for (const stream of Object.values(streams)) stream.close();
  const { driveItems } = sandbox.world.state;
  files = driveItems
    .filter(({ content }) => content !== null)
    .map(({ name, content }) => ({
      name,
      text:
        unzip(sandbox.world.bytesOf(content ?? ''))
          .get('word/document.xml')
          ?.toString('utf8') ?? '',
    }));
}, 180_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await sandbox.close();
});

/** Which of the secrets are in a text. */
const secretsIn = (text: string) =>
  Object.entries(secrets).flatMap(([name, shape]) => (shape.test(text) ? [name] : []));

describe('the search itself can find', () => {
  it('what is there for the social worker: address, notes, brother, carer', () => {
    const theirs = called
      .filter(({ by }) => by === 'social-worker')
      .map(({ text }) => text)
      .join('\n');
    expect(secretsIn(theirs)).toEqual(
      expect.arrayContaining([
        'placement address of Leila',
        'notes of Leila',
        'brother elsewhere',
        'placement address of Precious',
        'confidential carer',
        'how to reach the carer',
      ]),
    );
    expect(streams['social-worker']?.heard()).toMatch(/Lapwing/);
  });

  it('what adults read in the room while the pupil is out', () => {
    const teachers = called
      .filter(({ by, duringPupil }) => by === 'designated-teacher' && !duringPupil)
      .map(({ text }) => text)
      .join('\n');
    expect(teachers).toContain('adoption is being planned');
  });

  it('the full record’s words', () => {
    expect(
      secretsIn(
        files
          .filter(({ name }) => name.includes('-full'))
          .map(({ text }) => text)
          .join(),
      ),
    ).toEqual(
      expect.arrayContaining(['placement address of Leila', 'brother elsewhere', 'how to reach the carer']),
    );
  });
});

describe('protected values reach the social worker alone', () => {
  it.each([...readers.filter((person) => person !== 'social-worker'), 'carer'])(
    '%s receives none in any answer',
    (person) => {
      const theirs = called.filter(({ by }) => by === person);
      expect(theirs.length).toBeGreaterThan(2);
      // A brother has a row of his own on the due list of those whose children both are; he is nobody's brother there.
      const found = theirs.flatMap(({ path, text }) =>
        secretsIn(
          path === '/api/children' || (path.startsWith('/api/peps') && !path.includes('-'))
            ? text.replaceAll(/Theo Marsh/g, '')
            : text,
        ).map((name) => `${name} in ${path.replaceAll(/[\da-f-]{36}/g, ':id')}`),
      );
      expect([...new Set(found)]).toEqual([]);
    },
  );

  it('nobody but the carer and the social worker is told the carer’s address', () => {
    const told = called.filter(
      ({ by, text }) => !['social-worker', 'carer'].includes(by) && carersMail.test(text),
    );
    expect([
      ...new Set(told.map(({ by, path }) => `${by} ${path.replaceAll(/[\da-f-]{36}/g, ':id')}`)),
    ]).toEqual([]);
  });

  it.each(['officer', 'designated-teacher', 'carer'])('the stream of %s carries none', (person) => {
    expect(secretsIn(streams[person]?.heard() ?? 'no stream')).toEqual([]);
    expect(streams[person]?.heard()).toContain('adoption is being planned');
  });

  it('no card, mail, event or copy in a calendar carries any', () => {
    const { chats, mail, events } = sandbox.world.state;
    const outside = [
      ...chats.flatMap(({ activities }) =>
        activities.map(({ activity, seenBy }) => JSON.stringify([activity, seenBy])),
      ),
      ...mail.map(({ subject, content, attachments, to }) =>
        [
          subject,
          content,
          ...attachments.map(({ contentBytes }) => Buffer.from(contentBytes, 'base64').toString('utf8')),
        ]
          .join('\n')
          .replaceAll(to[0]?.address ?? '-', ''),
      ),
      ...events.map(({ subject, content, location, attendees }) =>
        JSON.stringify([subject, content, location, attendees]),
      ),
    ];
    expect(outside.length).toBeGreaterThan(25);
    expect(
      outside.flatMap((text) =>
        secretsIn(text.replaceAll(/Miriam|m\.castle/g, (found) => (found === 'Miriam' ? found : 'own'))),
      ),
    ).toEqual([]);
    expect(events.flatMap(({ attendees }) => attendees.map(({ address }) => address))).not.toContain(miriam);
  });

  it('the school’s copy carries none', () => {
    const school = files.filter(({ name }) => name.includes('-school'));
    expect(school).toHaveLength(1);
    expect(
      school.flatMap(({ text }) => [...secretsIn(text), ...(carersMail.test(text) ? ['carer’s mail'] : [])]),
    ).toEqual([]);
  });
});

describe('what is for adults', () => {
  it('is in no answer while the pupil is in the room, and in no message of the stream', () => {
    const during = called.filter(
      ({ duringPupil, path }) =>
        duringPupil && (path.includes(known.pep) || path.includes(known.leila)) && !path.includes('preview'),
    );
    expect(during.length).toBeGreaterThan(20);
    expect(
      during.flatMap(({ by, path, text }) =>
        /adoption|A new class after Easter|care-situation|Lapwing|neighbour/.test(text)
          ? [`${by} ${path}`]
          : [],
      ),
    ).toEqual([]);
    for (const stream of Object.values(streams)) {
      const there = stream.messages.filter((message) => message.is === 'room' && message.room.isPupilPresent);
      expect(there.length).toBeGreaterThan(0);
      expect(JSON.stringify(there)).not.toMatch(/adoption|care-situation|Lapwing|neighbour/);
    }
  });
});

describe('at a glance nothing tells of a child', () => {
  it('subjects, summaries, titles and file names', () => {
    const { chats, mail, events, driveItems } = sandbox.world.state;
    const seen = [
      ...events.map(({ subject }) => subject),
      ...mail.map(({ subject }) => subject),
      ...mail.flatMap(({ attachments }) => attachments.map(({ name }) => name)),
      ...chats.map(({ topic }) => topic),
      ...chats.flatMap(({ activities }) =>
        activities.map(({ activity }) => JSON.stringify(activity.summary ?? '')),
      ),
      ...driveItems.map(({ name }) => name),
    ].filter((text) => text !== '');
    expect(seen.length).toBeGreaterThan(30);
    expect(seen.flatMap(atAGlance)).toEqual([]);
    expect(seen.some((text) => text.startsWith('Education review'))).toBe(true);
  });

  it('addresses: what the app asks of Microsoft, and the links it sends', () => {
    const urls = sandbox.world
      .requests()
      .split('\n')
      .flatMap((line) => /"url":"([^"]+)"/.exec(line)?.[1] ?? []);
    const links = [
      ...JSON.stringify([
        sandbox.world.state.chats,
        sandbox.world.state.mail,
        sandbox.world.state.events,
      ]).matchAll(/https?:\/\/[^\s"'<>\\)]+/g),
    ].map(([link]) => link);
    expect(urls.length).toBeGreaterThan(50);
    expect(links.some((link) => link.includes('/door/'))).toBe(true);
    // Directory and mailbox look-ups name a member of staff by address: a school's own domain is not the child's name.
    const told = [...urls, ...links].map((url) =>
      decodeURIComponent(url).replaceAll(/[\w.+-]+@[\w.-]+/g, 'address'),
    );
    expect(told.flatMap((url) => atAGlance(url).map(({ found }) => `${found} in ${url}`))).toEqual([]);
    expect(told.flatMap(secretsIn)).toEqual([]);
  });

  it('the log', () => {
    const lines = logged.join('');
    const own = logged.filter((line) => line.startsWith('{"at"'));
    sandbox.app.ports.report('journey-read-log', { meeting: known.leila });
    expect(logged.join('')).toContain('journey-read-log');
    expect([
      ...atAGlance(lines),
      ...secretsIn(lines),
      ...own.filter((line) => /adoption|Library meeting room|Music room|@/.test(line)),
    ]).toEqual([]);
  });
});

describe('a wording that holds a protected value', () => {
  it.each(['27 Lapwing Drive, Saltern', 'The kitchen at 27 LAPWING DRIVE'])(
    'is refused as the place of a meeting: %s',
    async (venue) => {
      const theo = (await childNamed(sandbox, 'Leila Marsh')).child.id;
      const request = {
        ...(await bookingFor(sandbox, theo, { startsAt: '2027-01-06T15:30', endsAt: '2027-01-06T16:30' })),
        venue,
        overrides: [],
      };
      expect(
        problemIn(await sandbox.call('coordinator', 'POST', `/api/children/${theo}/meetings`, request)),
      ).toEqual(refusedWith(409, 'protected-words'));
      expect((await planFor(sandbox, theo)).existing).toBeNull();
    },
  );

  it('holds back the school’s copy; the sentence is shown to the social worker alone', async () => {
    const held = async (person: string) =>
      (await deliveriesOf(sandbox, person, known.preciousPep))
        .map(({ edition, state, words }) => [edition, state, words])
        .toSorted();
    const expected = [
      ['full', 'done', 'Done'],
      ['school', 'held', 'Held: the social worker will check a wording first'],
    ];
    expect([await held('officer'), await held('social-worker')]).toEqual([expected, expected]);
    const sentences = ['Ring the carer on 07700 900527 when unsettled', 'Misses Bartholomew Quill'];
    const shown = async (person: string) =>
      JSON.stringify(
        z.object({ held: z.unknown() }).parse(
          (
            await sandbox.call(person, 'POST', `/api/peps/${known.preciousPep}/preview`, {
              edition: 'school',
            })
          ).json,
        ).held,
      );
    for (const sentence of sentences) expect(await shown('social-worker')).toContain(sentence);
    const officers = await shown('officer');
    expect(officers.match(/"sentence":null/g)?.length).toBeGreaterThanOrEqual(2);
    expect(officers).not.toMatch(/900527|Quill|"sentence":"/);
  });
});

describe('what is kept for the machine', () => {
  it('jobs, effects, audit and notices hold ids and codes', async () => {
    await sandbox.stop();
    rows = await rowsOf(sandbox.dataDir);
    for (const [table, text] of Object.entries(rows)) {
      expect(text.length, table).toBeGreaterThan(100);
      const told = text.replaceAll(/Virtual School|plan (read|completed|returned|signed off)/g, '');
      expect(
        [
          ...children.flatMap((child) =>
            leaksOf(told, child)
              .filter(({ kind }) => kind !== 'plan' && kind !== 'care')
              .map(({ found }) => `${found} in ${table}`),
          ),
          ...secretsIn(told),
        ],
        table,
      ).toEqual([]);
      expect(told, table).not.toMatch(/@|adoption|A new class after Easter|Say how it is measured/);
    }
    expect(rows['pgboss.job']).not.toMatch(/PEP|[Ll]ooked after/);
  });
});
