import { z } from 'zod';
import { editions } from '#domain/disclosure/edition.ts';
import { roleSchema } from '#domain/people/role.ts';
import { fieldValueSchema } from '#domain/pep/field.ts';
import { type PepRecord, pepKinds, pepStages } from '#domain/pep/pep.ts';
import type { NoticeKind } from '#domain/reminder/notice.ts';
import type { AuthoritySettings, Effect, EffectState, RoomChange } from '#workflow/ports.ts';

/** Shapes of what lies in JSON columns: parsed on the way out, so that an old or foreign row is a loud error. */
const text = z.string();
const maybe = text.nullable();

export const settingsSchema: z.ZodType<AuthoritySettings> = z.strictObject({
  id: text,
  name: text,
  profile: text,
  tenantId: text,
  organiserMailbox: text,
  mailFrom: text,
  driveId: text,
  rootFolderId: text,
  pppYearlyPence: z.number().int().nullable(),
  firstRoles: z.array(z.strictObject({ email: text, name: text, role: roleSchema })),
});

export const overridesSchema = z.array(z.strictObject({ rule: text, reason: text }));
export const daysSchema = z.array(z.iso.date());
export const halfTermSchema = z.strictObject({ after: z.iso.date(), before: z.iso.date() }).nullable();
export const personIdsSchema = z.array(text);
export const admittedToSchema = z.array(z.strictObject({ child: text, role: roleSchema }));
export const auditFactsSchema = z.record(text, z.union([text, z.number(), z.boolean(), z.null()]));

const pepSchema = z.strictObject({
  id: text,
  authority: text,
  child: text,
  meeting: text,
  kind: z.enum(pepKinds),
  stage: z.enum(pepStages),
  profileId: text,
  profileVersion: z.number().int(),
  submittedBy: maybe,
  submittedAt: maybe,
  openedByOfficerAt: maybe,
  returnedBecause: maybe,
  signedOffBy: maybe,
  signedOffAt: maybe,
  version: z.number().int(),
});
const fieldStateSchema = z.strictObject({
  path: text,
  value: fieldValueSchema,
  version: z.number().int(),
  by: text,
  at: text,
});
export const pepRecordSchema: z.ZodType<PepRecord> = z.strictObject({
  pep: pepSchema,
  fields: z.array(fieldStateSchema),
});

const noticeKind = z.custom<NoticeKind>((kind) => typeof kind === 'string');
const whole = z.number().int();
/** A table, so that a new kind of effect does not compile without its shape here. */
const effectShapes = {
  createEvent: z.strictObject({ is: z.literal('createEvent'), meeting: text }),
  openOnlineMeeting: z.strictObject({ is: z.literal('openOnlineMeeting'), meeting: text }),
  installInChat: z.strictObject({ is: z.literal('installInChat'), meeting: text }),
  updateEvent: z.strictObject({ is: z.literal('updateEvent'), meeting: text, revision: whole }),
  cancelEvent: z.strictObject({ is: z.literal('cancelEvent'), meeting: text }),
  notify: z.strictObject({
    is: z.literal('notify'),
    notice: noticeKind,
    person: text,
    meeting: maybe,
    pep: maybe,
    revision: whole,
  }),
  postInChat: z.strictObject({ is: z.literal('postInChat'), meeting: text }),
  deliver: z.strictObject({ is: z.literal('deliver'), pep: text, version: whole, edition: z.enum(editions) }),
} satisfies { [Kind in Effect['is']]: z.ZodType<Extract<Effect, { is: Kind }>> };
export const effectSchema: z.ZodType<Effect> = z.union(Object.values(effectShapes));

const tried = { attempts: z.number().int(), at: text };
/** Built from typed columns; a column that its state does not have is left out. */
export const effectStateSchema: z.ZodType<EffectState> = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting'), ...tried, problem: maybe, service: maybe }),
  z.object({ is: z.literal('sending'), ...tried }),
  z.object({ is: z.literal('done'), ...tried }),
  z.object({ is: z.literal('uncertain'), ...tried }),
  z.object({ is: z.literal('failed'), ...tried, problem: text, service: text }),
]);

export const roomChangeSchema: z.ZodType<RoomChange> = z.strictObject({
  authority: text,
  meeting: text,
  what: z.enum(['field', 'room', 'presence']),
  path: maybe,
});
