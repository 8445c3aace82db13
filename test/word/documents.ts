import type { Block, WordDocument } from '#domain/pep/block.ts';

export function aDocument(overrides: Partial<WordDocument> = {}): WordDocument {
  return {
    title: 'Education review',
    authorityName: 'Fenshire Virtual School',
    accent: '1F5A4E',
    marking: 'OFFICIAL-SENSITIVE',
    reference: 'ER-7K2M-41',
    version: 3,
    editionName: 'Full record',
    madeAt: '2026-11-24T15:42:10.123Z',
    blocks: [],
    ...overrides,
  };
}

const answer = (label: string, text: string): Block => ({ is: 'answer', label, text });
const heading = (text: string, level: 1 | 2 = 1): Block => ({ is: 'heading', level, text });

const pageOne: readonly Block[] = [
  { is: 'title', text: 'Personal Education Plan' },
  { is: 'subtitle', text: 'Tamsin Oakley, Year 8, autumn term 2026' },
  {
    is: 'facts',
    rows: [
      { label: 'Meeting', value: 'Thursday 19 November 2026, 2 pm to 3 pm, at school and on Teams' },
      { label: 'School', value: 'Marsh Lane Academy' },
      { label: 'Designated teacher', value: 'Priya Nandakumar' },
      { label: 'Social worker', value: 'Owen Brackley' },
      { label: 'Chaired by', value: 'Priya Nandakumar' },
      { label: 'Status', value: 'Signed off by the Virtual School on 24 November 2026' },
      { label: 'Next meeting', value: 'Wednesday 10 March 2027, 2 pm, at school' },
      { label: 'Statutory review', value: '' },
    ],
  },
  heading('In short'),
  {
    is: 'paragraph',
    text: 'Tamsin has settled well since September. Reading is moving; maths has stalled since the change of set.\n\nThree targets were agreed, with £812.50 of Pupil Premium Plus asked for.',
  },
  {
    is: 'list',
    lines: [
      'Read aloud with an adult at school four mornings a week',
      'Maths catch-up in a group of three, Tuesdays and Thursdays, until the February half term, with a check by the class teacher every third week and a note home',
      'A quiet place at lunch, chosen by Tamsin',
    ],
  },
  heading('Who was there'),
  {
    is: 'table',
    caption: 'Attendance',
    head: ['Name', 'Role', 'Attended', 'How', 'Views if absent'],
    rows: [
      ['Tamsin Oakley', 'Pupil', 'Part of it', 'In the room', ''],
      ['Priya Nandakumar', 'Designated teacher', 'Yes', 'In the room', ''],
      ['Owen Brackley', 'Social worker', 'Yes', 'On Teams', ''],
      [
        'Gwen Adeyemi',
        'Carer',
        'Apologies',
        '',
        'Homework happens at the kitchen table most evenings; spelling tests cause upset.',
      ],
      ['Malcolm Thirkettle', 'Virtual School officer', 'Yes', 'On Teams', ''],
    ],
  },
];

const sections: readonly Block[] = [
  heading('Pupil’s views'),
  answer('What goes well?', 'Art. And Mr Kaye’s lessons, because he explains it twice.\nI like the library.'),
  answer(
    'What would you change?',
    'Less moving about.\n\nI want to know who is picking me up before the last lesson.',
  ),
  answer('Anything you want adults to stop doing?', ''),
  heading('Attendance and attainment'),
  heading('Attendance', 2),
  {
    is: 'table',
    caption: 'Attendance this year',
    head: ['Half term', 'Sessions possible', 'Attended', 'Late', 'Per cent'],
    rows: [
      ['Autumn 1', '74', '70', '2', '94.6'],
      ['Autumn 2 (so far)', '32', '31', '0', '96.9'],
    ],
    numeric: [1, 2, 3, 4],
    total: ['Year so far', '106', '101', '2', '95.3'],
  },
  heading('Attainment', 2),
  ...Array.from({ length: 6 }, (_, at): Block =>
    answer(
      `What does the school say about subject ${at + 1}?`,
      'Works securely on number when the task is broken into steps, and loses heart when a page is full of sums. '.repeat(
        4,
      ),
    ),
  ),
  { is: 'paragraph', text: 'Grades are the school’s own, on its scale from 1 to 9.', isQuiet: true },
];

const targets: readonly Block[] = [
  heading('New targets'),
  ...['Reading', 'Maths', 'Friendships'].flatMap((area, at): readonly Block[] => [
    heading(`Target ${at + 1}: ${area}`, 2),
    {
      is: 'facts',
      rows: [
        { label: 'By when', value: '12 February 2027' },
        {
          label: 'Target',
          value: `By 12 February 2027 Tamsin completes the ${area.toLowerCase()} check with 8 of 10 right on two days running.`,
        },
        { label: 'Now', value: '5 of 10 on 12 November 2026, checked by the class teacher' },
        {
          label: 'How it is measured',
          value: 'The same check, every third Friday, recorded by the class teacher',
        },
        {
          label: 'What adults do',
          value: 'Small group twice a week\nTen minutes of reading at home, Monday to Thursday',
        },
        { label: 'Owner', value: 'Priya Nandakumar' },
      ],
    },
  ]),
  heading('Pupil Premium Plus'),
  {
    is: 'table',
    caption: 'What is asked for',
    head: ['Target', 'What', 'Quantity', 'Each', 'Amount'],
    rows: Array.from({ length: 30 }, (_, at) => [
      `${(at % 3) + 1}`,
      `Small-group teaching with a qualified teacher, week ${at + 1}`,
      '2',
      '£13.54',
      '£27.08',
    ]),
    numeric: [2, 3, 4],
    total: ['Total', '', '60', '', '£812.50'],
  },
  heading('Sign-off'),
  {
    is: 'facts',
    rows: [
      { label: 'Completed', value: 'Priya Nandakumar, 20 November 2026' },
      { label: 'Signed off', value: 'Malcolm Thirkettle, 24 November 2026' },
    ],
  },
];

/** As long as a real record: every kind of block, several pages, a table over a page break. */
export const longDocument = aDocument({ blocks: [...pageOne, ...sections, ...targets] });

export const emptyDocument = aDocument({ title: '', blocks: [] });

/** Every kind of block with nothing in it, and tables that touch. */
export const hollowDocument = aDocument({
  blocks: [
    { is: 'title', text: '' },
    { is: 'subtitle', text: ' ' },
    heading('\n', 2),
    { is: 'paragraph', text: '' },
    { is: 'facts', rows: [] },
    { is: 'facts', rows: [{ label: '', value: '' }] },
    { is: 'table', caption: '', head: ['Name'], rows: [[]] },
    { is: 'table', caption: 'Nobody came', head: ['Name', 'Role'], rows: [] },
    { is: 'table', caption: '', head: ['', ''], rows: [['one'], []], total: [] },
    { is: 'list', lines: [] },
    { is: 'list', lines: ['', '\t'] },
    answer('', ''),
    { is: 'facts', rows: [{ label: 'Last', value: 'word' }] },
  ],
});

const everyControl = Array.from({ length: 160 }, (_, code) => String.fromCharCode(code)).join('');
export const hostileTexts = [
  `before${everyControl}after`,
  '<w:p>&amp;</w:p> ]]> <!-- & "quoted" \'single\'',
  '👩🏽‍🏫 🏴󠁧󠁢󠁷󠁬󠁳󠁿 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 e\u0301',
  'سارة تقول: أحب القراءة (كثيرا) 123',
  'Her mother, שרה לוי, wrote: שלום!',
  'broken \uD83D half, \uDE00 other half, \uFFFE \uFFFF',
  'spoof \u202Efdp.exe\u202C end',
  'x'.repeat(10_000),
  'Line one\r\nLine two\rLine three\u2028Line four\n\n \n\nLast paragraph',
  '{{merge}} ${field} %TITLE% =HYPERLINK("https://example.test")',
] as const;

export const hostileDocument = aDocument({
  title: hostileTexts[1],
  authorityName: hostileTexts[0],
  reference: hostileTexts[1],
  editionName: hostileTexts[4],
  accent: 'FFE800',
  blocks: hostileTexts.flatMap((text): readonly Block[] => [
    { is: 'title', text },
    { is: 'subtitle', text },
    heading(text),
    heading(text, 2),
    { is: 'paragraph', text },
    { is: 'paragraph', text, isQuiet: true },
    { is: 'facts', rows: [{ label: text, value: text }] },
    {
      is: 'table',
      caption: text,
      head: [text, 'Amount'],
      rows: [[text, text]],
      numeric: [1],
      total: [text, text],
    },
    { is: 'list', lines: [text] },
    answer(text, text),
  ]),
});

/** More than anyone records: 5,000 lines, 2,000 rows, a cell of many pages, more columns than a page is wide. */
export const vastDocument = aDocument({
  blocks: [
    { is: 'list', lines: Array.from({ length: 5_000 }, (_, at) => `Line ${at + 1}`) },
    {
      is: 'table',
      caption: 'Rows',
      head: ['One', 'Two'],
      rows: Array.from({ length: 2_000 }, (_, at) => [`Row ${at + 1}`, 'words '.repeat(20)]),
    },
    {
      is: 'table',
      caption: 'A cell of many pages',
      head: ['One', 'Two'],
      rows: [['short', 'A long day. '.repeat(1_500)]],
    },
    {
      is: 'table',
      caption: 'Columns',
      head: Array.from({ length: 40 }, (_, at) => `Column ${at + 1}`),
      rows: [Array.from({ length: 40 }, (_, at) => `Value ${at + 1}`)],
    },
    answer('Everything', 'All that was said.\n\n'.repeat(500)),
  ],
});
