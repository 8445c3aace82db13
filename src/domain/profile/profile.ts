import { z } from 'zod';
import { roleSchema } from '../people/role.ts';

/** Every rule of an authority says what it is, where that stands, and since when. */
export type Sourced<T> = { readonly is: T; readonly source: string; readonly from: string };

const source = z.string().min(4);
const from = z.iso.date();
const sentence = z.string().min(1).max(300);
const id = z.string().regex(/^[a-z][a-zA-Z0-9-]*$/);
const pence = z.number().int().min(0);
const choice = z.strictObject({ id, label: sentence }).readonly();

function sourced<T extends z.ZodType>(is: T) {
  return z.strictObject({ is, source, from }).readonly();
}
function listOf<T extends z.ZodType>(item: T) {
  return z.array(item).min(1).readonly();
}

const durationSchema = z
  .strictObject({
    count: z.number().int().min(0).max(400),
    unit: z.enum(['calendarDays', 'workingDays', 'schoolDays']),
  })
  .readonly();

const cycle = z.enum(['onePerTerm', 'twoPerYear']);

const invitee = z
  .strictObject({
    role: roleSchema,
    /** Core people are proposed for every meeting; the rest are added when somebody asks. */
    isCore: z.boolean(),
    mayBeAddedBy: listOf(roleSchema),
    /** What the person may be called when the role says little: 'LAC nurse', 'key adult'. */
    examples: z.array(sentence).readonly(),
    source,
  })
  .readonly();

const agendaStep = z
  .strictObject({
    id,
    title: sentence,
    purpose: sentence,
    prompts: listOf(sentence),
    lead: roleSchema,
    /** Hidden from every session of the meeting while the pupil is present (LE-18). */
    isAdultOnly: z.boolean(),
    sections: listOf(id),
    source,
  })
  .readonly();
export type AgendaStep = z.infer<typeof agendaStep>;

const targetRule = z
  .strictObject({
    id,
    area: z.enum(['english', 'maths', 'semh', 'post16', 'transition']),
    when: z.enum(['always', 'semhNeed', 'year11', 'moving']),
    atLeast: z.number().int().min(1),
    says: sentence,
    source,
  })
  .readonly();

/** Words that make a spending line worth a second look. They warn; the Virtual School decides. */
const spendingRule = z
  .strictObject({ id, says: sentence, words: listOf(z.string().min(2)), source })
  .readonly();

export const profileSchema = z
  .strictObject({
    id,
    version: z.number().int().min(1),
    name: z.string().min(2),
    meetingLabel: sourced(z.string().min(3).max(40)),
    phases: z
      .strictObject({ earlyYears: sourced(cycle), schoolAge: sourced(cycle), post16: sourced(cycle) })
      .readonly(),
    /** Days that a PEP meeting keeps ahead of the next statutory review. */
    reviewGap: sourced(durationSchema),
    /** Notice that people get, with the Teams link. */
    inviteLead: sourced(durationSchema),
    meetingMinutes: sourced(z.number().int().min(15).max(240)),
    organiser: sourced(roleSchema),
    chair: sourced(listOf(roleSchema)),
    /** Decides who is invited, and whether a meeting goes ahead without a core person. */
    inviteesDecidedBy: sourced(roleSchema),
    invitees: sourced(listOf(invitee)),
    quorum: sourced(
      z.strictObject({ anyOf: listOf(roleSchema), failure: z.enum(['progressReview']) }).readonly(),
    ),
    childAttendance: sourced(
      z
        .strictObject({
          attends: z.enum(['ifTheyWantTo']),
          absenceReasons: listOf(choice),
          needsFeedbackOwner: z.boolean(),
        })
        .readonly(),
    ),
    agenda: sourced(listOf(agendaStep)),
    /** Why a meeting may end without its next date; an owner and a day go with it. */
    noNextDateReasons: sourced(listOf(choice)),
    targets: z
      .strictObject({
        rules: sourced(listOf(targetRule)),
        decisionPrompts: sourced(listOf(sentence)),
        strategies: sourced(listOf(sentence)),
        pairsShortWithLongTerm: sourced(z.boolean()),
      })
      .readonly(),
    ppp: z
      .strictObject({
        /** Pence for one child in one financial year; null until the authority enters it. */
        yearlyAllocation: sourced(pence.nullable()),
        /** Pence that one term's plan may not pass; null when there is no such limit. */
        termCap: sourced(pence.nullable()),
        exclusions: sourced(listOf(spendingRule)),
        conditions: sourced(listOf(spendingRule)),
        additionality: sourced(sentence),
        approvedBy: sourced(roleSchema),
      })
      .readonly(),
    /** From the meeting to the press of 'complete'. */
    completeWithin: sourced(durationSchema),
    completedBy: sourced(roleSchema),
    qualityAssuredBy: sourced(listOf(roleSchema)),
    distribution: sourced(
      z
        .strictObject({
          fullEdition: listOf(roleSchema),
          schoolEdition: listOf(roleSchema),
          passedOnBy: roleSchema,
          uploadedBy: roleSchema,
        })
        .readonly(),
    ),
    recordSystem: sourced(z.string().min(2)),
    /** Hex without '#': headings of the Word document. */
    accent: sourced(z.string().regex(/^[0-9A-F]{6}$/)),
  })
  .readonly();
export type Profile = z.infer<typeof profileSchema>;
