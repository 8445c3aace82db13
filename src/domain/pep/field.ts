import { z } from 'zod';
import type { Role } from '../people/role.ts';
import { roleSchema } from '../people/role.ts';

/**
 * A field is the smallest thing that is written, versioned and disclosed on its own.
 * Everything recorded for a PEP, attendance and targets included, is a field at a path:
 * `care-situation/changes`, `targets/<entry>/text`, `attendance/<person>`.
 */
export type FieldPath = string;

export const pppLineSchema = z.strictObject({
  id: z.string().min(1).max(40),
  what: z.string().max(300),
  quantity: z.number().int().min(0).max(10_000),
  /** Pence for one. */
  unitPence: z.number().int().min(0).max(100_000_00),
});
export type PppLine = z.infer<typeof pppLineSchema>;

const shortText = z.string().max(300);
const longText = z.string().max(10_000);
const localDate = z.union([z.literal(''), z.iso.date()]);

export const fieldKinds = {
  text: shortText,
  longText,
  date: localDate,
  time: z.union([z.literal(''), z.string().regex(/^\d{2}:\d{2}$/)]),
  yesNo: z.enum(['', 'yes', 'no']),
  choice: z.string().max(60),
  choices: z.array(z.string().max(60)).max(40),
  percent: z.union([z.null(), z.number().min(0).max(100)]),
  role: z.union([z.literal(''), roleSchema]),
  pppLines: z.array(pppLineSchema).max(30),
} as const;
export type FieldKind = keyof typeof fieldKinds;
export const fieldValueSchema = z.union([
  z.null(),
  z.string().max(10_000),
  z.number(),
  z.array(z.string().max(60)).max(40),
  z.array(pppLineSchema).max(30),
]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

export type Field = {
  readonly id: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly help?: string;
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
  /** Must hold words before the PEP can be completed. */
  readonly isNeeded?: boolean;
  /** Narrows who reads this field below its section's readers (LE-21, LE-22). */
  readonly readers?: readonly Role[];
  /** The rule or guide line behind the field. */
  readonly source?: string;
};

/** One definition gives the stored type, the form, the check, completeness, the Word blocks and the preview. */
export type Section = {
  readonly id: string;
  readonly title: string;
  /** Who answers for it being filled. */
  readonly owner: Role;
  readonly writers: readonly Role[];
  readonly readers: readonly Role[];
  /** Vanishes from every session of the meeting while the pupil is present (LE-18). */
  readonly isAdultOnly: boolean;
  /** `one`: fields directly under the section; `many`: fields under `<section>/<entry>`. */
  readonly shape: 'one' | 'many';
  readonly fields: readonly Field[];
  readonly source: string;
};

export type FieldState = {
  readonly path: FieldPath;
  readonly value: FieldValue;
  readonly version: number;
  readonly by: string;
  readonly at: string;
};
