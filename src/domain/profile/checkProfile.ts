import { profileSchema, type Profile } from './profile.ts';

/**
 * What is wrong with a profile, each line naming the profile, the field and the mend; empty when it may be used.
 * `sectionIds` are the sections that exist: a step may point to no other.
 */
export function checkProfile(candidate: unknown, sectionIds?: readonly string[]): readonly string[] {
  const name = nameOf(candidate);
  const parsed = profileSchema.safeParse(candidate);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => {
      const field = issue.path.map(String).join('.') || 'the whole profile';
      return `Profile ${name}, ${field}: ${issue.message}. Mend this value in the profile's file.`;
    });
  return contradictions(parsed.data, sectionIds).map((line) => `Profile ${name}, ${line}`);
}

function contradictions(profile: Profile, sectionIds?: readonly string[]): readonly string[] {
  const steps = profile.agenda.is;
  const invited = profile.invitees.is.map((invitee) => invitee.role);
  const ruleIds = profile.targets.rules.is.map((rule) => rule.id);
  return [
    ...repeated(steps.map((step) => step.id)).map(
      (id) => `agenda: the step '${id}' stands twice. Give each step its own id.`,
    ),
    ...repeated(ruleIds).map((id) => `targets.rules: '${id}' stands twice. Give each rule its own id.`),
    ...repeated(invited.filter((role) => role !== 'invited')).map(
      (role) => `invitees: ${role} stands twice. Keep one line for each role.`,
    ),
    ...profile.quorum.is.anyOf
      .filter((role) => !profile.invitees.is.some((invitee) => invitee.role === role))
      .map(
        (role) => `quorum: ${role} is never invited. Add ${role} to invitees or take it out of the quorum.`,
      ),
    ...steps
      .filter((step) => step.isAdultOnly && step.lead === 'pupil')
      .map((step) => `agenda.${step.id}: the pupil cannot lead a step for adults. Choose another lead.`),
    ...(sectionIds === undefined ? [] : steps.flatMap((step) => missingSections(step, sectionIds))),
  ];
}

function missingSections(
  step: { readonly id: string; readonly sections: readonly string[] },
  sectionIds: readonly string[],
): readonly string[] {
  return step.sections
    .filter((section) => !sectionIds.includes(section))
    .map(
      (section) =>
        `agenda.${step.id}: there is no section '${section}'. Use one of ${sectionIds.join(', ')}.`,
    );
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

function nameOf(candidate: unknown): string {
  if (typeof candidate !== 'object' || candidate === null || !('id' in candidate)) return '(without id)';
  return typeof candidate.id === 'string' ? `'${candidate.id}'` : '(without id)';
}
