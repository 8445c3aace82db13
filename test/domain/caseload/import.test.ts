import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readCaseload } from '#adapters/caseload/readCaseload.ts';
import { csvLine, escapeForSpreadsheet } from '#domain/caseload/escapeForSpreadsheet.ts';
import { childColumns } from '#domain/caseload/import/children.ts';
import { siblingsNamedIn } from '#domain/disclosure/protectedValues.ts';
import { demoCaseload, demoPeople, storyChildren } from '#sandbox/demoCaseload.ts';
import {
  aChild,
  aPerson,
  aSchool,
  asFile,
  aTerm,
  caseloadFiles,
  csv,
  replaced,
} from '../../fixtures/caseload/caseload.ts';

const today = '2026-11-23';
const read = (files = caseloadFiles()) => readCaseload(files, today);

describe('a clean caseload', () => {
  it('is read whole, with every cell in its type', () => {
    const { children, schools, people, terms, faults, refusedChildren } = read();
    expect({ faults, refusedChildren }).toEqual({ faults: [], refusedChildren: 0 });
    expect(children).toHaveLength(1);
    expect(children[0]).toMatchObject({
      personId: '500001',
      dob: '2017-03-14',
      ncYear: '5',
      emergency: false,
      schoolUrn: '800001',
      socialWorker: { name: 'Ana Reed', email: 'ana.reed@fen.gov.test' },
      carer: { name: 'Joan Moss', email: 'joan@mail.test', phone: '07700 900123' },
      lastPep: '2026-06-11',
      sen: 'K',
      ehcpReview: null,
    });
    expect(schools[0]).toMatchObject({ urn: '800001', calendar: 'Fen', roleAddress: false });
    expect(people.map((person) => person.role)).toEqual([
      'socialWorker',
      'iro',
      'officer',
      'designatedTeacher',
    ]);
    expect(terms[0]).toMatchObject({
      halfTerm: { after: '2026-10-23', before: '2026-11-02' },
      inset: ['2026-09-01', '2026-11-02'],
    });
  });

  it('may leave out what a child need not have', () => {
    const blank = aChild({
      UPN: '',
      'School URN': '',
      'School start': '',
      'Carer email': '',
      'Last PEP': '',
      'Next CLA review': '',
      SEN: '',
    });
    const { children, faults } = read(caseloadFiles({ children: [blank] }));
    expect(faults).toEqual([]);
    expect(children[0]).toMatchObject({
      upn: null,
      schoolUrn: null,
      lastPep: null,
      nextReview: null,
      sen: '',
    });
    expect(children[0]?.carer.email).toBeNull();
  });

  const named = aChild({ Forename: 'Zoë', Surname: 'O’Ná€l', Notes: 'Line one, "said"\r\nline two' });
  const shuffled = [...childColumns].reverse();
  const text = csv(shuffled, [named, aChild({ 'Person ID': '500002' })]);
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['Windows-1252', iconv.encode(text, 'win1252')],
    ['UTF-16', iconv.encode(text, 'utf16le', { addBOM: true })],
    ['semicolons', Buffer.from(csv(shuffled, [named, aChild({ 'Person ID': '500002' })], ';'))],
    [
      'other spellings of the headings',
      Buffer.from(text.replace('Person ID', 'person_id').replace('NC Year', ' NCYEAR ')),
    ],
  ])('is read alike from %s, in any order of columns', (_form, bytes) => {
    const { children, faults } = read(replaced(caseloadFiles(), { name: 'children.csv', bytes }));
    expect(faults).toEqual([]);
    expect(children[0]).toMatchObject({
      forename: 'Zoë',
      surname: 'O’Ná€l',
      notes: 'Line one, "said"\nline two',
    });
    expect(children).toHaveLength(2);
  });

  it('knows a shared mailbox from a person', () => {
    const { schools, people } = read(
      caseloadFiles({
        schools: [aSchool({ URN: '800002', DTEmail: 'senco@hill.sch.test' })],
        people: [
          aPerson({ Email: 'office@hill.sch.test' }),
          aPerson({ Email: 'heather.dean@hill.sch.test' }),
        ],
      }),
    );
    expect(schools.map((school) => school.roleAddress)).toEqual([false, true]);
    expect(people.slice(-2).map((person) => person.roleAddress)).toEqual([true, false]);
  });
});

describe('a faulty child', () => {
  const leftOut: readonly [string, string, RegExp][] = [
    ['DOB', '31/02/2014', /day that does not exist/],
    ['DOB', '12/05/1960', /66 years old/],
    ['DOB', '01/01/2027', /in the future/],
    ['DOB', '', /empty/],
    ['NC Year', '11', /does not fit the date of birth, 14 March 2017/],
    ['NC Year', 'Sixth form', /not a year group/],
    ['Person ID', '', /empty/],
    ['Forename', '', /empty/],
    ['Surname', '=HYPERLINK("http://x")', /formula/],
    ['Surname', '+cmd', /not a name/],
    ['Notes', '@SUM(A1)', /formula/],
    ['Care start', '2030-01-01', /in the future/],
    ['Care start', '01/01/2016', /before the child was born/],
    ['School URN', '999999', /999999/],
    ['SW email', 'not-an-address', /not an e-mail address/],
    ['SW email', 'viv.stone@fen.gov.test', /nobody with this address/],
    ['Social worker', '', /empty/],
    ['Next CLA review', 'tomorrow', /'tomorrow' is not a date/],
    ['Last PEP', '24/11/2026', /in the future/],
    ['Notes', 'x'.repeat(4001), /4001 characters/],
  ];
  it.each(leftOut)('with the %s %j is left out, with line, column and what to do', (column, cell, what) => {
    const { children, faults, refusedChildren } = read(
      caseloadFiles({ children: [aChild({ 'Person ID': '500002' }), aChild({ [column]: cell })] }),
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ file: 'children.csv', line: 3, column, isRowLeftOut: true });
    expect(faults[0]?.what).toMatch(what);
    expect(faults[0]?.whatToDo).toMatch(/row was left out/);
    expect(children.map((child) => child.personId)).toEqual(['500002']);
    expect(refusedChildren).toBe(1);
  });

  const emptied: readonly [string, string, object][] = [
    ['UPN', 'A12', { upn: null }],
    [
      'Carer phone',
      'phone: 0116 496 0999',
      { carer: { name: 'Joan Moss', email: 'joan@mail.test', phone: null } },
    ],
    ['Carer email', 'joan at mail', { carer: { name: 'Joan Moss', email: null, phone: '07700 900123' } }],
    ['School start', '31/04/2025', { schoolStart: null }],
    ['SEN', 'Q', { sen: '' }],
  ];
  it.each(emptied)('with the %s %j goes in without that cell', (column, cell, expected) => {
    const { children, faults, refusedChildren } = read(
      caseloadFiles({ children: [aChild({ [column]: cell })] }),
    );
    expect(faults).toMatchObject([{ line: 2, column, isRowLeftOut: false }]);
    expect(children[0]).toMatchObject(expected);
    expect(refusedChildren).toBe(0);
  });

  it('has the carer’s details kept out of what is said about them', () => {
    const { faults } = read(
      caseloadFiles({ children: [aChild({ 'Carer email': 'secret place', 'Carer phone': 'ring 9' })] }),
    );
    expect(JSON.stringify(faults)).not.toMatch(/secret|ring 9/);
  });

  it('with a date of another form goes in, and is told of', () => {
    const { children, faults } = read(caseloadFiles({ children: [aChild({ DOB: '2017-03-14' })] }));
    expect(children).toHaveLength(1);
    expect(faults).toMatchObject([{ column: 'DOB', isRowLeftOut: false }]);
    expect(faults[0]?.what).toContain('14 March 2017');
  });

  it.each<{
    says: string;
    cells: Readonly<Record<string, string>>;
    column: string;
    lines: number[];
    kept: number;
  }>([
    {
      says: 'another child with the same Person ID',
      cells: { Forename: 'Max' },
      column: 'Person ID',
      lines: [2, 3],
      kept: 0,
    },
    { says: 'the very same row twice', cells: {}, column: 'Person ID', lines: [3], kept: 1 },
    {
      says: 'the same UPN',
      cells: { 'Person ID': '500002', Forename: 'Max', Surname: 'Cole', UPN: 'A123456789012' },
      column: 'UPN',
      lines: [3],
      kept: 1,
    },
    {
      says: 'the same name and birthday',
      cells: { 'Person ID': '500002', Surname: 'Bell' },
      column: 'Person ID',
      lines: [3],
      kept: 1,
    },
  ])('is found in $says', ({ cells, column, lines, kept }) => {
    const { children, faults } = read(caseloadFiles({ children: [aChild(), aChild(cells)] }));
    expect(faults.map((fault) => [fault.column, fault.line])).toEqual(lines.map((line) => [column, line]));
    expect(children).toHaveLength(kept);
  });

  it('whose row is cut short is told of by the line it starts on, after a cell of several lines', () => {
    const whole = csv(childColumns, [aChild({ UPN: 'A12', Notes: 'one\r\ntwo' })]);
    const files = replaced(caseloadFiles(), asFile('children.csv', `${whole}\r\n\r\n500002,A1,Max`));
    const { children, faults, refusedChildren } = read(files);
    expect(children).toHaveLength(1);
    expect(refusedChildren).toBe(1);
    expect(faults).toMatchObject([
      { line: 2, column: 'UPN' },
      { line: 5, column: '(whole row)' },
    ]);
    expect(faults[1]?.what).toContain('3 cells where 30');
  });
});

describe('a file that cannot be taken', () => {
  const files = caseloadFiles();
  const headless = csv(
    childColumns.filter((column) => column !== 'DOB'),
    [aChild()],
  );
  it.each([
    [
      'is missing',
      files.filter((file) => file.name !== 'term-dates.csv'),
      'term-dates.csv',
      /not among the files/,
    ],
    ['lacks a column', replaced(files, asFile('children.csv', headless)), 'children.csv', /'DOB' is missing/],
    [
      'has a column twice',
      replaced(files, asFile('children.csv', `DOB,${csv(childColumns, [])}`)),
      'children.csv',
      /'DOB' stands twice/,
    ],
    ['is a workbook', replaced(files, asFile('people.csv', 'PK\u0003\u0004')), 'people.csv', /workbook/],
    ['is empty', replaced(files, asFile('people.csv', '')), 'people.csv', /empty/],
    [
      'is too large',
      replaced(files, { name: 'people.csv', bytes: new Uint8Array(5 * 1024 * 1024 + 1) }),
      'people.csv',
      /5 MB/,
    ],
    [
      'has an open quote',
      replaced(files, asFile('people.csv', 'Name,Email\r\n"Ana,x')),
      'people.csv',
      /never closed/,
    ],
    [
      'has too many rows',
      replaced(files, asFile('people.csv', `Name,Email,Role,Team or school\n${'a,b,c,d\n'.repeat(20_001)}`)),
      'people.csv',
      /20001 rows/,
    ],
  ])('that %s is named, and nothing goes in', (_says, given, file, what) => {
    const result = read(given);
    expect(result.faults).toMatchObject([{ file, isRowLeftOut: true }]);
    expect(result.faults[0]?.what).toMatch(what);
    expect([result.children, result.people]).toEqual([[], []]);
  });
});

describe('faults of the other files', () => {
  it.each([
    ['people.csv', 'Email', { people: [aPerson({ Email: 'nowhere' })] }, 6],
    ['people.csv', 'Email', { people: [aPerson({})] }, 6],
    ['people.csv', 'Role', { people: [aPerson({ Email: 'a@b.test', Role: 'Wizard' })] }, 6],
    [
      'people.csv',
      'Team or school',
      { people: [aPerson({ Role: 'Designated teacher', 'Team or school': '1' })] },
      6,
    ],
    ['schools.csv', 'URN', { schools: [aSchool({})] }, 3],
    ['schools.csv', 'URN', { schools: [aSchool({ URN: '12' })] }, 3],
    ['schools.csv', 'Phase', { schools: [aSchool({ URN: '800002', Phase: 'big' })] }, 3],
    ['schools.csv', 'TermDates', { schools: [aSchool({ URN: '800002', TermDates: 'own' })] }, 3],
    ['schools.csv', 'DTEmail', { schools: [aSchool({ URN: '800002', DTEmail: '' })] }, 3],
    [
      'term-dates.csv',
      'Last day',
      { terms: [aTerm({ 'First day': '01/02/2027', 'Last day': '01/01/2027' })] },
      3,
    ],
    ['term-dates.csv', 'First day', { terms: [aTerm({ Term: 'Autumn again' })] }, 3],
    [
      'term-dates.csv',
      'INSET days',
      { terms: [aTerm({ Calendar: '800001', 'INSET days': '31/09/2026' })] },
      3,
    ],
    [
      'term-dates.csv',
      'Half term ends before',
      { terms: [aTerm({ Calendar: '800001', 'Half term ends before': '' })] },
      3,
    ],
  ])('%s, %s: the row is named', (file, column, rows, line) => {
    expect(read(caseloadFiles(rows)).faults).toMatchObject([{ file, column, line }]);
  });
});

describe('the demonstration caseloads', () => {
  it('come in through the real import without a fault, the same each time', () => {
    expect(demoCaseload()).toEqual(demoCaseload());
    const counts = demoCaseload().map(({ files }) => {
      const { children, schools, people, faults } = read(files.map(({ name, text }) => asFile(name, text)));
      return [children.length, schools.length, new Set(people.map((person) => person.role)).size, faults];
    });
    expect(counts).toEqual([
      [66, 12, 8, []],
      [6, 2, 8, []],
    ]);
  });

  it('hold the three children of the journey, and everyone who acts in it', () => {
    const [fenmarch] = demoCaseload();
    const { children } = read((fenmarch?.files ?? []).map(({ name, text }) => asFile(name, text)));
    const child = (id: string) => children.find((one) => one.personId === id);
    expect(child(storyChildren.story)?.carer).toEqual({
      name: 'Joan Pettifer',
      email: 'joan.pettifer@mail.test',
      phone: null,
    });
    expect(siblingsNamedIn(child(storyChildren.story)?.notes ?? '')).toEqual(['Theo Marsh']);
    expect(child(storyChildren.overdue)?.carer).toMatchObject({ email: null, phone: '07700 900412' });
    expect(child(storyChildren.confidentialCarer)?.notes).toContain('confidential');
    const people = demoPeople();
    expect(new Set(people.map((person) => person.id)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.kind))).toEqual(
      new Set(['member', 'guest', 'mailOnly', 'telephoneOnly']),
    );
    expect(people.every((person) => person.email === '' || person.email.endsWith('.test'))).toBe(true);
  });
});

describe('an exported cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+44', "'+44"],
    ['-x', "'-x"],
    ['@a', "'@a"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['=A1,"x"', '"\'=A1,""x"""'],
    ['plain, words', '"plain, words"'],
    ['O’Neil', 'O’Neil'],
  ])('%j is written as %j', (cell, written) => expect(escapeForSpreadsheet(cell)).toBe(written));

  it('stands in its line', () => expect(csvLine(['a', '=b', 'c,d'])).toBe('a,\'=b,"c,d"\r\n'));
});
