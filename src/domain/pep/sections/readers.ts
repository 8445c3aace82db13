import type { Role } from '../../people/role.ts';

/** The three that see their whole authority and work on plans; business support moves files and reads none. */
export const virtualSchool = ['coordinator', 'officer', 'head'] as const satisfies readonly Role[];
/** They look on whether the plan is right before the review. */
export const overseers = ['iro', 'teamManager'] as const satisfies readonly Role[];
export const school = ['designatedTeacher', 'schoolStaff'] as const satisfies readonly Role[];
export const family = ['carer', 'parent', 'pupil'] as const satisfies readonly Role[];

/** LE-21: the social worker alone, neither school nor Virtual School. */
export const socialWorkerAlone = ['socialWorker'] as const satisfies readonly Role[];

/** Everyone who may sit at the table. */
export const everyone = [
  ...virtualSchool,
  ...overseers,
  'socialWorker',
  ...school,
  ...family,
  'invited',
] as const satisfies readonly Role[];

/** Those who hear what is not for the pupil: no parent, no delegated staff, nobody invited for one matter (LE-18). */
export const adultsOfTheCircle = [
  ...virtualSchool,
  ...overseers,
  'socialWorker',
  'designatedTeacher',
  'carer',
] as const satisfies readonly Role[];

/** What school tells of learning: the family hears it too, a professional invited for one matter does not. */
export const schoolAndFamily = [
  ...virtualSchool,
  ...overseers,
  'socialWorker',
  ...school,
  ...family,
] as const satisfies readonly Role[];

/** The people who keep the record in a meeting, whoever chairs it (LE-04, LE-05, LE-20). */
export const recorders = [
  'designatedTeacher',
  'officer',
  'coordinator',
  'socialWorker',
] as const satisfies readonly Role[];
/** LE-06: others in school contribute to what school tells. */
export const schoolRecorders = [...school, 'officer'] as const satisfies readonly Role[];
