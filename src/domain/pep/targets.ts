import type { Role } from '../people/role.ts';
import type { LocalDate } from '../time/localDate.ts';
import type { FieldState, PppLine } from './field.ts';
import { entriesOf, linesOf, pathOf, roleAt, textOf } from './record.ts';
import { newTargets, targetAreas, targetTerms } from './sections/newTargets.ts';
import { previousTargets } from './sections/previousTargets.ts';

export type TargetArea = (typeof targetAreas)[number];
export type TargetTerm = (typeof targetTerms)[number];

export type Target = {
  readonly id: string;
  readonly text: string;
  readonly area: TargetArea | null;
  readonly term: TargetTerm | null;
  readonly baseline: string;
  readonly measure: string;
  readonly byWhen: LocalDate | null;
  readonly strategies: string;
  readonly howOften: string;
  readonly owner: Role | null;
  readonly contact: string;
  readonly pupilWords: string;
  readonly ppp: readonly PppLine[];
};

export function targetsOf(fields: readonly FieldState[]): readonly Target[] {
  return entriesOf(fields, newTargets.id).map((id) => {
    const at = (field: string) => pathOf(newTargets.id, id, field);
    const text = (field: string) => textOf(fields, at(field));
    return {
      id,
      text: text('text'),
      area: targetAreas.find((area) => area === text('area')) ?? null,
      term: targetTerms.find((term) => term === text('term')) ?? null,
      baseline: text('baseline'),
      measure: text('measure'),
      byWhen: text('by-when') || null,
      strategies: text('strategies'),
      howOften: text('how-often'),
      owner: roleAt(fields, at('owner')),
      contact: text('contact'),
      pupilWords: text('pupil-words'),
      ppp: linesOf(fields, at('ppp')),
    };
  });
}

/** Pence. LE-39: 10 weekly sessions at £40 are £400, worked out, never typed. */
export function linePence(line: PppLine): number {
  return line.quantity * line.unitPence;
}

export function targetPence(target: Pick<Target, 'ppp'>): number {
  return target.ppp.reduce((sum, line) => sum + linePence(line), 0);
}

export type PppTotals = {
  /** Pence asked for in these targets. */
  readonly asked: number;
  /** Pence for the year; null where the authority has not entered it. */
  readonly allocation: number | null;
  /** Pence left; below nought when more is asked than there is. */
  readonly left: number | null;
};

export function pppTotals(targets: readonly Pick<Target, 'ppp'>[], yearlyPence: number | null): PppTotals {
  const asked = targets.reduce((sum, target) => sum + targetPence(target), 0);
  return { asked, allocation: yearlyPence, left: yearlyPence === null ? null : yearlyPence - asked };
}

/** '£1,234.50' from pence. */
export function pounds(pence: number): string {
  const whole = Math.trunc(Math.abs(pence) / 100);
  const rest = String(Math.abs(pence) % 100).padStart(2, '0');
  return `${pence < 0 ? '-' : ''}£${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
}

export type TargetNeed = 'always' | 'semhNeed' | 'year11' | 'moving';
export type TargetMixRule = {
  readonly id: string;
  readonly area: TargetArea;
  readonly when: TargetNeed;
  readonly atLeast: number;
  readonly says: string;
  readonly source: string;
};
export type TargetRemark = {
  readonly target: string | null;
  readonly field: string | null;
  readonly words: string;
  readonly source: string;
};

/**
 * What a good set of targets still lacks. Advice, not a gate: whether the PEP may be completed is
 * `missingToComplete`. `needs` are the conditions that hold for this child besides `always`.
 */
export function missingForTargets(asked: {
  readonly targets: readonly Target[];
  readonly rules: readonly TargetMixRule[];
  readonly needs: readonly TargetNeed[];
  readonly pairsShortWithLongTerm: boolean;
  readonly today: LocalDate;
}): readonly TargetRemark[] {
  const { targets, rules, needs, today } = asked;
  return [
    ...rules
      .filter((rule) => rule.when === 'always' || needs.includes(rule.when))
      .filter((rule) => targets.filter((target) => target.area === rule.area).length < rule.atLeast)
      .map((rule) => ({ target: null, field: null, words: rule.says, source: rule.source })),
    ...targets.flatMap((target) => remarksOn(target, today)),
    ...(asked.pairsShortWithLongTerm ? unpaired(targets) : []),
  ];
}

function remarksOn(target: Target, today: LocalDate): readonly TargetRemark[] {
  const say = (field: string, words: string, source: string) => ({ target: target.id, field, words, source });
  return [
    ...(target.baseline === '' ? [say('baseline', 'Say where the child is now.', 'LE-34')] : []),
    ...(target.measure === '' ? [say('measure', 'Say what will be seen or counted.', 'LE-34')] : []),
    ...(target.byWhen === null ? [say('by-when', 'Give a day.', 'LE-34')] : []),
    ...(target.byWhen !== null && target.byWhen <= today
      ? [say('by-when', 'This day has passed.', 'LE-34')]
      : []),
    ...(target.owner === null ? [say('owner', 'Say who answers for it.', 'LE-41')] : []),
    ...(target.strategies !== '' && target.howOften === ''
      ? [say('how-often', 'Say how often.', 'LE-38')]
      : []),
    ...target.ppp
      .filter((line) => line.what.trim() === '' || linePence(line) === 0)
      .map(() => say('ppp', 'Give each cost its words, a number and a price.', 'LE-39')),
  ];
}

/** LE-34: it is good to have the step beside the aim, within one area. */
function unpaired(targets: readonly Target[]): readonly TargetRemark[] {
  const hasTerm = (area: TargetArea, term: TargetTerm) =>
    targets.some((target) => target.area === area && target.term === term);
  return targets.flatMap((target) => {
    if (target.area === null || target.term === null) return [];
    const other: TargetTerm = target.term === 'short' ? 'long' : 'short';
    if (hasTerm(target.area, other)) return [];
    const words =
      other === 'long' ? 'Add the long-term aim behind this step.' : 'Add the first step towards this aim.';
    return [{ target: target.id, field: 'term', words, source: 'LE-34' }];
  });
}

/**
 * LE-14, LE-29: last term's targets as the first words of this term's review, under the same entry ids.
 * Where a target was raised goes with it, so that what adults raised among themselves stays among them.
 */
export function carriedForward(
  before: readonly FieldState[],
): readonly { readonly path: string; readonly value: string }[] {
  return entriesOf(before, newTargets.id)
    .filter((entry) => textOf(before, pathOf(newTargets.id, entry, 'text')) !== '')
    .flatMap((entry) =>
      ['text', 'from'].map((field) => ({
        path: pathOf(previousTargets.id, entry, field),
        value: textOf(before, pathOf(newTargets.id, entry, field)),
      })),
    )
    .filter(({ value }) => value !== '');
}
