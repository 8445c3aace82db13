import { longDate } from '../time/localDate.ts';
import { clockTime, dateOf, longDateTime } from '../time/wallClock.ts';
import { neutralRole } from './neutralRole.ts';
import type { MeetingFacts, Notice, NoticeKind, NoticeReply } from './notice.ts';

export type Fact = { readonly label: string; readonly value: string };
export type Link = { readonly label: string; readonly url: string };

/** What a card and a mail say. One set of words for both, so that they cannot disagree. */
export type Words = {
  readonly title: string;
  readonly sentence: string;
  readonly facts: readonly Fact[];
  /** Shown on a lock screen, as a toast and as a mail's subject: says nothing about a child. */
  readonly summary: string;
  readonly primary?: Link;
  readonly others?: readonly Link[];
  /** The reader is asked whether they come. */
  readonly replies?: boolean;
  /** What the reader answered; it stands in the place of the question. */
  readonly outcome?: string;
};

export type NoticeMap = { readonly [K in NoticeKind]: Extract<Notice, { readonly is: K }> };

/** 'Education review' throughout: neither the plan's name nor why a child has one is anybody's at a glance. */
export function wordsFor(notice: Notice): Words {
  return wordsOf(notice.is, notice);
}

function wordsOf<K extends NoticeKind>(kind: K, notice: NoticeMap[K]): Words {
  const write: (notice: NoticeMap[K]) => Words = words[kind];
  return write(notice);
}

const words: { readonly [K in NoticeKind]: (notice: NoticeMap[K]) => Words } = {
  welcome: ({ firstName, link }) => ({
    title: firstName === '' ? 'Hello' : `Hello ${firstName}`,
    sentence:
      'I tell you about the education reviews you are invited to and remind you the day before. You can answer here. Type ‘help’ to see what else I can do.',
    facts: [],
    summary: 'Welcome to Education Review',
    primary: { label: 'Open Education Review', url: link },
  }),
  invitation: ({ facts, role, reply }) => ({
    title: `Meeting on ${shortMoment(facts)}`,
    sentence:
      reply.reply === 'none'
        ? 'You are invited to an education review. Please say whether you can come.'
        : 'You are invited to an education review.',
    facts: [...meetingFacts(facts), { label: 'Your part', value: neutralRole(role) }],
    summary: `Education review: meeting on ${shortMoment(facts)}`,
    ...asking(facts, reply),
  }),
  moved: ({ facts, role, because, reply }) => ({
    title: `Meeting moved to ${shortMoment(facts)}`,
    sentence:
      reply.reply === 'none'
        ? 'This education review has a new time or place. Please say whether you can come.'
        : 'This education review has a new time or place.',
    facts: [
      ...meetingFacts(facts),
      { label: 'Your part', value: neutralRole(role) },
      ...given('Why it moved', because),
    ],
    summary: `Education review: meeting moved to ${shortMoment(facts)}`,
    ...asking(facts, reply),
  }),
  cancelled: ({ facts, because }) => ({
    title: `The meeting on ${shortMoment(facts)} is cancelled`,
    sentence: 'You do not need to do anything. You will be told when there is a new date.',
    facts: [
      { label: 'It was to be', value: longDateTime(facts.startsAt) },
      ...given('Why', because),
      { label: 'Reference', value: facts.reference },
    ],
    summary: `Education review: the meeting on ${shortMoment(facts)} is cancelled`,
  }),
  tomorrow: ({ facts, role, reply }) => ({
    title: `Tomorrow: meeting on ${shortMoment(facts)}`,
    sentence:
      reply.reply === 'none'
        ? 'This education review is tomorrow. Please say whether you can come.'
        : 'This education review is tomorrow.',
    facts: [...meetingFacts(facts), { label: 'Your part', value: neutralRole(role) }],
    summary: `Education review: tomorrow, ${shortMoment(facts)}`,
    ...asking(facts, reply),
  }),
  submitted: ({ reference, link }) => ({
    title: 'Ready for you to check',
    sentence: 'An education review has been completed and is waiting for your quality check.',
    facts: [{ label: 'Reference', value: reference }],
    summary: 'Education review: one is ready for you to check',
    primary: { label: 'Check it', url: link },
  }),
  returned: ({ reference, because, link }) => ({
    title: 'Some changes are needed',
    sentence: 'An education review that you completed has come back to you.',
    facts: [...given('What to change', because), { label: 'Reference', value: reference }],
    summary: 'Education review: some changes are needed',
    primary: { label: 'Make the changes', url: link },
  }),
  documentReady: ({ reference, documentUrl, link }) => ({
    title: 'The finished document is ready',
    sentence:
      'This education review is signed off. The document opens from its folder, and only for the people it was made for.',
    facts: [{ label: 'Reference', value: reference }],
    summary: 'Education review: a document is ready',
    primary: { label: 'Open the document', url: documentUrl },
    others: [{ label: 'Open the review', url: link }],
  }),
  meetingChat: ({ facts }) => ({
    title: `Education review on ${shortMoment(facts)}`,
    sentence:
      'The agenda and notes open beside the meeting. Only people invited to this review can open them.',
    facts: [
      { label: 'Chair', value: neutralRole(facts.chair) },
      { label: 'Reference', value: facts.reference },
    ],
    summary: `Education review: meeting on ${shortMoment(facts)}`,
    primary: { label: 'Open the review', url: facts.link },
  }),
  help: ({ link }) => ({
    title: 'What you can ask me',
    sentence: 'Type one of these words. Everything else is in Education Review.',
    facts: commands,
    summary: 'Education Review: what you can ask',
    primary: { label: 'Open Education Review', url: link },
  }),
  myReviews: ({ meetings, link }) => ({
    title: meetings.length === 0 ? 'No meetings ahead' : 'Your meetings ahead',
    sentence:
      meetings.length === 0
        ? 'You are not invited to an education review at the moment. I will tell you when you are.'
        : `You are invited to ${meetings.length === 1 ? 'one education review' : `${meetings.length} education reviews`}.`,
    facts: meetings.map((facts) => ({ label: longDateTime(facts.startsAt), value: where(facts) })),
    summary: 'Education Review: your meetings',
    primary: { label: 'Open Education Review', url: link },
  }),
  notUnderstood: ({ link }) => ({
    title: 'Sorry, I did not understand that',
    sentence: 'Type one of these words, or open Education Review.',
    facts: commands,
    summary: 'Education Review: what you can ask',
    primary: { label: 'Open Education Review', url: link },
  }),
  notYours: ({ link }) => ({
    title: 'This is not open to you',
    sentence:
      'Only people invited to this review can see it or answer. If you think you should be invited, ask the person who arranges it.',
    facts: [],
    summary: 'Education Review: not open to you',
    primary: { label: 'Open Education Review', url: link },
  }),
};

const commands: readonly Fact[] = [
  { label: 'my reviews', value: 'The meetings you are invited to' },
  { label: 'what’s next', value: 'Your next meeting, and your answer to it' },
  { label: 'help', value: 'This list' },
];

function meetingFacts(facts: MeetingFacts): readonly Fact[] {
  return [
    { label: 'When', value: `${longDateTime(facts.startsAt)} to ${clockTime(facts.endsAt)}` },
    { label: 'Where', value: where(facts) },
    { label: 'Chair', value: neutralRole(facts.chair) },
    { label: 'Reference', value: facts.reference },
  ];
}

/** The details link stays when the question is answered; joining is offered to those who have not said no. */
function asking(facts: MeetingFacts, { reply, on }: NoticeReply): Partial<Words> {
  const primary = { label: 'Open the review', url: facts.link };
  if (reply === 'none') return { primary, replies: true };
  const said = { accepted: 'yes', tentative: 'maybe', declined: 'no' } as const;
  const outcome = `You said ${said[reply]}${on === null ? '' : ` on ${dayAndMonth(on)}`}.`;
  const joinUrl = reply === 'declined' ? null : facts.joinUrl;
  const others = joinUrl === null ? [] : [{ label: 'Join on Teams', url: joinUrl }];
  return { primary, others, replies: true, outcome };
}

export function where({ venue, joinUrl }: MeetingFacts): string {
  if (venue === '') return joinUrl === null ? 'To be confirmed' : 'On Teams';
  return joinUrl === null ? venue : `${venue}, or join on Teams`;
}

function given(label: string, value: string): readonly Fact[] {
  return value.trim() === '' ? [] : [{ label, value }];
}

/** '4 December, 2 pm' */
function shortMoment({ startsAt }: MeetingFacts): string {
  return `${dayAndMonth(dateOf(startsAt))}, ${clockTime(startsAt)}`;
}

function dayAndMonth(date: string): string {
  return longDate(date).replace(/ \d{4}$/, '');
}
