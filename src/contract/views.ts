import { z } from 'zod';
import { fieldKinds, fieldValueSchema } from '#domain/pep/field.ts';
import { roleSchema } from '#domain/people/role.ts';
import { pepKinds, pepStages } from '#domain/pep/pep.ts';

/** What leaves the server. Every view is already cut by disclosure; the tab hides nothing. */

export const localDate = z.iso.date();
/** 'YYYY-MM-DDTHH:MM', Europe/London wall-clock. */
export const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
export const id = z.string().min(1).max(80);
const words = z.string();

export const whySchema = z.strictObject({ words, source: z.string() });

export const childCardSchema = z.strictObject({
  id,
  reference: z.string(),
  name: words,
  initials: z.string().max(3),
  yearGroup: words,
  phase: z.enum(['earlyYears', 'schoolAge', 'post16']),
  school: words.nullable(),
});

export const meSchema = z.strictObject({
  person: id,
  name: words,
  authority: z.strictObject({ id, name: words }),
  authorities: z.array(z.strictObject({ id, name: words })),
  roles: z.array(z.strictObject({ role: roleSchema, name: words })),
  door: z.enum(['teams', 'browser']),
  today: localDate,
  now: z.iso.datetime(),
  /** Which surfaces to offer; decided by the access table, not by the tab. */
  may: z.strictObject({
    dueList: z.boolean(),
    book: z.boolean(),
    import: z.boolean(),
    queue: z.boolean(),
    confirmRoles: z.boolean(),
  }),
  meetingLabel: words,
});

export const dueRowSchema = z.strictObject({
  child: childCardSchema,
  due: localDate.nullable(),
  /** Why there is no date, in words, else null. */
  noDate: words.nullable(),
  daysLeft: z.int().nullable(),
  why: whySchema,
  stage: z.enum(['notBooked', 'booked', 'started', 'ended', 'submitted', 'returned', 'signedOff']),
  stageWords: words,
  meeting: z.strictObject({ id, startsAt: wallClock }).nullable(),
  pep: id.nullable(),
  officer: words.nullable(),
});
export const dueListSchema = z.strictObject({
  today: localDate,
  counts: z.strictObject({
    all: z.int(),
    overdue: z.int(),
    dueThisHalfTerm: z.int(),
    meetingsThisWeek: z.int(),
    noDate: z.int(),
  }),
  rows: z.array(dueRowSchema),
});

export const timelineSchema = z.strictObject({
  child: childCardSchema,
  /** Present only for those who may see them (LE-21). */
  confidential: z.strictObject({ placementAddress: words, notes: words }).nullable(),
  due: z.strictObject({ due: localDate.nullable(), why: whySchema }),
  nextReview: localDate.nullable(),
  people: z.array(
    z.strictObject({ person: id, name: words, role: roleSchema, roleName: words, reached: words }),
  ),
  meetings: z.array(
    z.strictObject({
      id,
      reference: z.string(),
      startsAt: wallClock,
      venue: words,
      state: z.enum(['booked', 'started', 'ended', 'cancelled']),
    }),
  ),
  peps: z.array(
    z.strictObject({ id, kind: z.enum(pepKinds), stage: z.enum(pepStages), version: z.int(), meeting: id }),
  ),
});

export const auditSchema = z.strictObject({
  rows: z.array(
    z.strictObject({ at: z.iso.datetime(), by: words, through: words, did: words, facts: words }),
  ),
});

export const faultSchema = z.strictObject({
  file: words,
  line: z.int(),
  column: words,
  what: words,
  whatToDo: words,
});
export const importReportSchema = z.strictObject({
  children: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  schools: z.int(),
  people: z.int(),
  terms: z.int(),
  rolesToConfirm: z.int(),
  faults: z.array(faultSchema),
});
export const proposalsSchema = z.strictObject({
  proposals: z.array(
    z.strictObject({
      id,
      name: words,
      email: words,
      role: roleSchema,
      roleName: words,
      team: words.nullable(),
      proposedBy: words,
      canConfirm: z.boolean(),
    }),
  ),
});

export const ruleSchema = z.strictObject({
  rule: z.string(),
  source: z.string(),
  state: z.enum(['met', 'warning']),
  words,
});
export const candidateSchema = z.strictObject({
  person: id,
  name: words,
  role: roleSchema,
  roleName: words,
  /** 'card in Teams', 'email', 'telephone only: on your call list', 'no way to reach them yet'. */
  reached: words,
  isProposed: z.boolean(),
  /** Why proposed or who may add them, with the rule. */
  note: whySchema,
});
export const bookingPlanSchema = z.strictObject({
  child: childCardSchema,
  due: z.strictObject({ due: localDate.nullable(), why: whySchema }),
  nextReview: localDate.nullable(),
  candidates: z.array(candidateSchema),
  suggestions: z.array(z.strictObject({ startsAt: wallClock, endsAt: wallClock, words })),
  rules: z.array(ruleSchema).readonly(),
  chair: roleSchema,
  existing: id.nullable(),
  /** What each person will get, as it will read. */
  preview: z.strictObject({
    subject: words,
    title: words,
    sentence: words,
    facts: z.array(z.strictObject({ label: words, value: words })),
  }),
});
export const bookingRequestSchema = z.strictObject({
  /** Made by the browser once for this booking: pressing twice books once. */
  bookingKey: z.uuid(),
  startsAt: wallClock,
  endsAt: wallClock,
  venue: z.string().trim().min(1).max(200),
  people: z.array(id).min(1).max(30),
  chair: roleSchema,
  overrides: z
    .array(z.strictObject({ rule: z.string().max(80), reason: z.string().trim().min(3).max(500) }))
    .max(20),
});
export const bookingPlanRequestSchema = bookingRequestSchema
  .omit({ bookingKey: true, overrides: true })
  .partial();
export const moveRequestSchema = z.strictObject({
  startsAt: wallClock,
  endsAt: wallClock,
  venue: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(3).max(500),
  revision: z.int().min(0),
});

export const stepWords = z.strictObject({
  what: words,
  state: z.enum(['waiting', 'sending', 'done', 'uncertain', 'failed']),
  words,
  at: z.iso.datetime(),
  effect: id,
  canRetry: z.boolean(),
});
export const boardSchema = z.strictObject({
  meeting: z.strictObject({
    id,
    reference: z.string(),
    startsAt: wallClock,
    endsAt: wallClock,
    venue: words,
    state: z.enum(['booked', 'started', 'ended', 'cancelled']),
    revision: z.int(),
    chair: roleSchema,
    joinUrl: z.url().nullable(),
    overrides: z.array(z.strictObject({ rule: words, reason: words })),
    cancelledBecause: words.nullable(),
  }),
  child: childCardSchema,
  pep: id.nullable(),
  steps: z.array(stepWords),
  people: z.array(
    z.strictObject({
      person: id,
      name: words,
      role: roleSchema,
      roleName: words,
      reply: z.enum(['none', 'accepted', 'tentative', 'declined']),
      replyWords: words,
      reach: z.enum(['bot', 'mail', 'callList', 'unreachable']),
      reachWords: words,
      /** Telephone-only people: the number to ring, for those who may see it. */
      phone: words.nullable(),
      calledAt: z.iso.datetime().nullable(),
      steps: z.array(stepWords),
    }),
  ),
});

export const reviewsSchema = z.strictObject({
  today: localDate,
  meetings: z.array(
    z.strictObject({
      meeting: id,
      pep: id.nullable(),
      reference: z.string(),
      child: childCardSchema,
      startsAt: wallClock,
      endsAt: wallClock,
      venue: words,
      joinUrl: z.url().nullable(),
      state: z.enum(['booked', 'started', 'ended', 'cancelled']),
      myReply: z.enum(['none', 'accepted', 'tentative', 'declined']).nullable(),
      pepStage: z.enum(pepStages).nullable(),
      nextStep: words,
    }),
  ),
});

export const fieldSchema = z.strictObject({
  id: z.string(),
  label: words,
  kind: z.enum(Object.keys(fieldKinds)),
  help: words.nullable(),
  choices: z.array(z.strictObject({ id: z.string(), label: words })),
  isNeeded: z.boolean(),
  canWrite: z.boolean(),
});
export const sectionSchema = z.strictObject({
  id: z.string(),
  title: words,
  ownerName: words,
  shape: z.enum(['one', 'many']),
  isAdultOnly: z.boolean(),
  source: z.string(),
  canWrite: z.boolean(),
  fields: z.array(fieldSchema),
});
export const fieldStateSchema = z.strictObject({
  path: z.string(),
  value: fieldValueSchema,
  version: z.int(),
  by: words,
  at: z.iso.datetime(),
});

export const missingSchema = z.strictObject({
  section: z.string(),
  field: z.string(),
  path: z.string(),
  label: words,
  ownerName: words,
});
export const pepViewSchema = z.strictObject({
  id,
  kind: z.enum(pepKinds),
  stage: z.enum(pepStages),
  stageWords: words,
  version: z.int(),
  meeting: id,
  reference: z.string(),
  child: childCardSchema,
  sections: z.array(sectionSchema),
  fields: z.array(fieldStateSchema),
  missing: z.array(missingSchema),
  ppp: z
    .strictObject({ allocationPence: z.int().nullable(), askedPence: z.int(), leftPence: z.int().nullable() })
    .nullable(),
  previousTargets: z.array(z.strictObject({ entry: z.string(), text: words, area: words })),
  returnedBecause: words.nullable(),
  can: z.strictObject({
    submit: z.boolean(),
    takeBack: z.boolean(),
    open: z.boolean(),
    return: z.boolean(),
    signOff: z.boolean(),
  }),
  /** Why sign-off is not offered to this officer, in words. */
  cannotSignOff: words.nullable(),
});

export const roomSchema = z.strictObject({
  meeting: z.strictObject({
    id,
    reference: z.string(),
    startsAt: wallClock,
    endsAt: wallClock,
    venue: words,
    state: z.enum(['booked', 'started', 'ended', 'cancelled']),
    joinUrl: z.url().nullable(),
    startedAt: z.iso.datetime().nullable(),
  }),
  isPupilPresent: z.boolean(),
  canRun: z.boolean(),
  step: z.string(),
  agenda: z.array(
    z.strictObject({
      id: z.string(),
      title: words,
      purpose: words,
      prompts: z.array(words),
      leadName: words,
      isAdultOnly: z.boolean(),
      sections: z.array(z.string()),
      source: z.string(),
    }),
  ),
  quorum: z.strictObject({ isMet: z.boolean(), words, source: z.string() }),
  people: z.array(
    z.strictObject({
      person: id,
      name: words,
      role: roleSchema,
      roleName: words,
      reply: z.enum(['none', 'accepted', 'tentative', 'declined']),
    }),
  ),
  present: z.array(z.strictObject({ person: id, name: words })),
  writing: z.array(z.strictObject({ path: z.string(), person: id, name: words })),
  /** The person reading, so that a writer knows their own name among the others. */
  me: id,
  pep: pepViewSchema,
});

export const saveFieldSchema = z.strictObject({
  path: z.string().min(3).max(160),
  value: fieldValueSchema,
  baseVersion: z.int().min(0),
});
export const savedSchema = z.strictObject({ field: fieldStateSchema });

export const queueSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      pep: id,
      child: childCardSchema,
      reference: z.string(),
      stage: z.enum(pepStages),
      stageWords: words,
      submittedAt: z.iso.datetime().nullable(),
      submittedBy: words.nullable(),
      dueBy: localDate.nullable(),
    }),
  ),
});

export const blockSchema = z.union([
  z.strictObject({ is: z.literal('title'), text: words }),
  z.strictObject({ is: z.literal('subtitle'), text: words }),
  z.strictObject({ is: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text: words }),
  z.strictObject({ is: z.literal('paragraph'), text: words, isQuiet: z.boolean().optional() }),
  z.strictObject({
    is: z.literal('facts'),
    rows: z.array(z.strictObject({ label: words, value: words })).readonly(),
  }),
  z.strictObject({
    is: z.literal('table'),
    caption: words,
    head: z.array(words).readonly(),
    rows: z.array(z.array(words).readonly()).readonly(),
    numeric: z.array(z.int()).readonly().optional(),
    total: z.array(words).readonly().optional(),
  }),
  z.strictObject({ is: z.literal('list'), lines: z.array(words).readonly() }),
  z.strictObject({ is: z.literal('answer'), label: words, text: words }),
]);
export const previewSchema = z.strictObject({
  edition: z.enum(['full', 'school']),
  editionName: words,
  blocks: z.array(blockSchema),
  leftOut: z.array(words),
  /** Words that hold a protected value; the sentence only for those who may see the value. */
  held: z.array(z.strictObject({ where: words, sentence: words.nullable() })),
  readers: z.array(words),
});
export const deliveriesSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      edition: z.enum(['full', 'school']),
      editionName: words,
      version: z.int(),
      fileName: words,
      webUrl: z.url().nullable(),
      state: z.enum(['waiting', 'sending', 'done', 'uncertain', 'failed', 'held']),
      words,
      readers: z.array(words),
      effect: id.nullable(),
      canRetry: z.boolean(),
    }),
  ),
});
