import { z } from 'zod';
import type { CallName } from '#domain/access/table.ts';
import * as view from './views.ts';

type Call = {
  readonly summary: string;
  readonly params: z.ZodType;
  readonly body: z.ZodType;
  readonly reply: z.ZodType;
};

const none = z.strictObject({});
const ofChild = z.strictObject({ child: view.id });
const ofMeeting = z.strictObject({ meeting: view.id });
const ofPep = z.strictObject({ pep: view.id });
const done = z.strictObject({ done: z.literal(true) });
const reason = z.string().trim().min(3).max(2000);

/** The whole contract: parameters, body and reply of every call, in words. OpenAPI is made from it. */
export const calls = {
  me: { summary: 'Who you are here, and today', params: none, body: none, reply: view.meSchema },
  myReviews: { summary: 'Your review meetings', params: none, body: none, reply: view.reviewsSchema },
  dueList: {
    summary: 'Every child you see, most urgent first',
    params: none,
    body: none,
    reply: view.dueListSchema,
  },
  childTimeline: {
    summary: 'One child: people, meetings, plans, deadline',
    params: ofChild,
    body: none,
    reply: view.timelineSchema,
  },
  auditTrail: {
    summary: 'What was done for one child, by whom',
    params: ofChild,
    body: none,
    reply: view.auditSchema,
  },
  importCaseload: {
    summary: 'Take in the caseload files',
    params: none,
    body: z.strictObject({
      files: z
        .array(z.strictObject({ name: z.string().max(120), base64: z.string().max(7_100_000) }))
        .min(1)
        .max(4),
    }),
    reply: view.importReportSchema,
  },
  roleProposals: {
    summary: 'Roles waiting for a second person',
    params: none,
    body: none,
    reply: view.proposalsSchema,
  },
  confirmRole: {
    summary: 'Confirm a role somebody else proposed',
    params: none,
    body: z.strictObject({ proposal: view.id }),
    reply: done,
  },
  bookingPlan: {
    summary: 'People, times and rules for a booking',
    params: ofChild,
    body: view.bookingPlanRequestSchema,
    reply: view.bookingPlanSchema,
  },
  bookMeeting: {
    summary: 'Book a review meeting and invite people',
    params: ofChild,
    body: view.bookingRequestSchema,
    reply: z.strictObject({ meeting: view.id }),
  },
  moveMeeting: { summary: 'Move a meeting', params: ofMeeting, body: view.moveRequestSchema, reply: done },
  cancelMeeting: {
    summary: 'Cancel a meeting',
    params: ofMeeting,
    body: z.strictObject({ reason }),
    reply: done,
  },
  meetingBoard: {
    summary: 'How everyone was reached and what they said',
    params: ofMeeting,
    body: none,
    reply: view.boardSchema,
  },
  retryEffect: {
    summary: 'Try a failed step again',
    params: ofMeeting,
    body: z.strictObject({ effect: view.id }),
    reply: done,
  },
  recordCall: {
    summary: 'Tick that somebody was rung',
    params: ofMeeting,
    body: z.strictObject({ person: view.id, reply: z.enum(['none', 'accepted', 'tentative', 'declined']) }),
    reply: done,
  },
  reply: {
    summary: 'Say whether you will come',
    params: ofMeeting,
    body: z.strictObject({ reply: z.enum(['accepted', 'tentative', 'declined']) }),
    reply: done,
  },
  meetingOfChat: {
    summary: 'Which meeting a Teams chat belongs to',
    params: none,
    body: z.strictObject({ chatId: z.string().max(300) }),
    reply: z.strictObject({ meeting: view.id }),
  },
  room: { summary: 'The room as you may see it', params: ofMeeting, body: none, reply: view.roomSchema },
  roomStream: {
    summary: 'What changes in the room, as it changes',
    params: ofMeeting,
    body: none,
    reply: z.unknown(),
  },
  announceWriting: {
    summary: 'Say which field you are writing in',
    params: ofMeeting,
    body: z.strictObject({ path: z.string().max(160).nullable(), takeOver: z.boolean() }),
    reply: z.strictObject({ holder: z.strictObject({ person: view.id, name: z.string() }).nullable() }),
  },
  startMeeting: { summary: 'Start the meeting', params: ofMeeting, body: none, reply: done },
  setStep: {
    summary: 'Move everyone to an agenda item',
    params: ofMeeting,
    body: z.strictObject({ step: z.string().max(60) }),
    reply: done,
  },
  markPupilPresent: {
    summary: 'The pupil has come in, or has gone',
    params: ofMeeting,
    body: z.strictObject({ isPresent: z.boolean() }),
    reply: done,
  },
  raiseAction: {
    summary: 'Add to New Targets',
    params: ofMeeting,
    body: z.strictObject({
      entry: z.uuid(),
      step: z.string().max(60),
      text: z.string().trim().min(3).max(300),
    }),
    reply: done,
  },
  endMeeting: {
    summary: 'End the meeting',
    params: ofMeeting,
    body: none,
    reply: z.strictObject({ kind: z.enum(['pep', 'progressReview']) }),
  },
  saveField: {
    summary: 'Save one field',
    params: ofPep,
    body: view.saveFieldSchema,
    reply: view.savedSchema,
  },
  pep: { summary: 'A plan as you may see it', params: ofPep, body: none, reply: view.pepViewSchema },
  submitPep: { summary: 'Complete the plan', params: ofPep, body: none, reply: done },
  takeBackPep: { summary: 'Take the plan back', params: ofPep, body: none, reply: done },
  pepQueue: { summary: 'Plans to quality-assure', params: none, body: none, reply: view.queueSchema },
  openForReading: { summary: 'Start reading a completed plan', params: ofPep, body: none, reply: done },
  returnPep: {
    summary: 'Return a plan with a reason',
    params: ofPep,
    body: z.strictObject({ reason }),
    reply: done,
  },
  signOffPep: {
    summary: 'Sign off a plan',
    params: ofPep,
    body: none,
    reply: z.strictObject({ version: z.int() }),
  },
  previewEdition: {
    summary: 'The document as it will be, and who gets it',
    params: ofPep,
    body: z.strictObject({ edition: z.enum(['full', 'school']) }),
    reply: view.previewSchema,
  },
  deliveries: { summary: 'Where the documents are', params: ofPep, body: none, reply: view.deliveriesSchema },
} as const satisfies Record<CallName, Call>;

export type Params<N extends CallName> = z.infer<(typeof calls)[N]['params']>;
export type Body<N extends CallName> = z.infer<(typeof calls)[N]['body']>;
export type Reply<N extends CallName> = z.infer<(typeof calls)[N]['reply']>;
