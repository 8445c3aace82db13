import type { Choice, ChoiceLists, Field, Section } from './field.ts';
import { attendance } from './sections/attendance.ts';
import { careSituation } from './sections/careSituation.ts';
import { carerUpdate } from './sections/carerUpdate.ts';
import { chairing } from './sections/chairing.ts';
import { learningSupport } from './sections/learningSupport.ts';
import { newTargets } from './sections/newTargets.ts';
import { nextMeeting } from './sections/nextMeeting.ts';
import { permissions } from './sections/permissions.ts';
import { previousTargets } from './sections/previousTargets.ts';
import { progress } from './sections/progress.ts';
import { pupilViews } from './sections/pupilViews.ts';
import { raisedActions } from './sections/raisedActions.ts';
import { socialEmotional } from './sections/socialEmotional.ts';
import { spending } from './sections/spending.ts';

/** All that is recorded, in the order of the page. A new section is one file and one line here. */
export const sections: readonly Section[] = [
  chairing,
  attendance,
  careSituation,
  permissions,
  carerUpdate,
  pupilViews,
  progress,
  learningSupport,
  socialEmotional,
  previousTargets,
  spending,
  raisedActions,
  newTargets,
  nextMeeting,
];

export function sectionOf(id: string): Section | undefined {
  return sections.find((section) => section.id === id);
}

/** The choices a field offers in this authority; empty for a list that its profile does not have. */
export function choicesOf(field: Field, lists: ChoiceLists): readonly Choice[] {
  return field.choicesFrom === undefined ? (field.choices ?? []) : (lists[field.choicesFrom] ?? []);
}
