import { z } from 'zod';
import type { Role } from '../people/role.ts';
import { roleSchema } from '../people/role.ts';

/**
 * A field is the smallest thing that is written, versioned and disclosed on its own.
 * Everything recorded for a PEP, attendance and targets included, is a field at a path:
 * `care-situation/changes`, `new-targets/<entry>/text`, `attendance/<person>/came`.
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

export type Choice = { readonly id: string; readonly label: string };
export type ChoiceList = 'absenceReasons' | 'noNextDateReasons';
/** The lists of one authority, from its profile. */
export type ChoiceLists = Readonly<Partial<Record<ChoiceList, readonly Choice[]>>>;

export type NeededWhen =
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly field: string; readonly isFilled: boolean };

export type Field = {
  readonly id: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly help?: string;
  readonly choices?: readonly Choice[];
  /** The list stands in the authority's profile; `choices` is then empty here. */
  readonly choicesFrom?: ChoiceList;
  /** Must hold words before the PEP can be completed. */
  readonly isNeeded?: boolean;
  /** Needed only while the neighbouring field stands so: a reason only for somebody who did not come. */
  readonly neededWhen?: NeededWhen;
  /** Written by a button of the screen, never shown as a box and never printed. */
  readonly isSetByButton?: boolean;
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
  /** Entries are the invited people, by person id; their names are looked up and never stored in the record. */
  readonly isPerPerson?: boolean;
  /** The field that names the agenda step an entry was raised in: raised in a step for adults, it is for adults (LE-18, LE-32). */
  readonly raisedIn?: string;
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
