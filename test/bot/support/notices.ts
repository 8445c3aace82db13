import type { MeetingFacts, Notice, NoticeKind } from '#domain/reminder/notice.ts';

export function someFacts(overrides: Partial<MeetingFacts> = {}): MeetingFacts {
  return {
    meeting: '0b0e7c1e-2d4f-4a51-9c70-6f3f0d5d8a11',
    revision: 3,
    reference: 'ER-7F3K2M',
    startsAt: '2026-12-04T14:00',
    endsAt: '2026-12-04T15:30',
    venue: 'Meeting room 2, Harbour House',
    chair: 'coordinator',
    joinUrl: 'https://teams.microsoft.com/meet/24681012?p=abc',
    link: 'https://reviews.council.test/tab/meeting?m=0b0e7c1e',
    ...overrides,
  };
}

const link = 'https://reviews.council.test/tab/personal';
const facts = someFacts();
const none = { reply: 'none', on: null } as const;

/** Each kind in the states that change its words. A new kind does not compile without a case. */
export const notices = {
  welcome: [
    { is: 'welcome', firstName: 'Priya', link },
    { is: 'welcome', firstName: '', link },
  ],
  invitation: [
    { is: 'invitation', facts, role: 'designatedTeacher', reply: none },
    { is: 'invitation', facts, role: 'officer', reply: { reply: 'accepted', on: '2026-11-20' } },
    { is: 'invitation', facts, role: 'head', reply: { reply: 'tentative', on: null } },
    {
      is: 'invitation',
      facts: someFacts({ joinUrl: null, venue: '' }),
      role: 'carer',
      reply: { reply: 'declined', on: '2026-11-20' },
    },
  ],
  moved: [
    { is: 'moved', facts, role: 'iro', because: 'The room was taken.\nWe are sorry.', reply: none },
    { is: 'moved', facts, role: 'iro', because: '', reply: { reply: 'declined', on: '2026-11-20' } },
  ],
  cancelled: [{ is: 'cancelled', facts, because: 'The teacher is ill' }],
  tomorrow: [
    { is: 'tomorrow', facts, role: 'socialWorker', reply: none },
    { is: 'tomorrow', facts, role: 'coordinator', reply: { reply: 'accepted', on: '2026-11-20' } },
  ],
  submitted: [{ is: 'submitted', reference: 'ER-7F3K2M', pep: '9a1', link }],
  returned: [
    { is: 'returned', reference: 'ER-7F3K2M', pep: '9a1', because: 'Target 2 needs a measure', link },
  ],
  documentReady: [
    {
      is: 'documentReady',
      reference: 'ER-7F3K2M',
      pep: '9a1',
      documentUrl: 'https://council.sharepoint.test/d/1',
      link,
    },
  ],
  meetingChat: [{ is: 'meetingChat', facts }],
  help: [{ is: 'help', link }],
  myReviews: [
    { is: 'myReviews', meetings: [], link },
    { is: 'myReviews', meetings: [facts], link },
    { is: 'myReviews', meetings: Array.from({ length: 40 }, () => facts), link },
  ],
  notUnderstood: [{ is: 'notUnderstood', link }],
  notYours: [{ is: 'notYours', link }],
} as const satisfies { readonly [K in NoticeKind]: readonly Extract<Notice, { is: K }>[] };

export const everyNotice: readonly Notice[] = Object.values(notices).flat();
