import { choicesOf } from '#domain/pep/sections.ts';
import { holdingUp, missingToComplete } from '#domain/pep/completeness.ts';
import { mayRead, viewFor } from '#domain/disclosure/viewFor.ts';
import type { SectionView } from '#domain/disclosure/viewFor.ts';
import type { ChoiceLists, FieldState } from '#domain/pep/field.ts';
import type { Pep, PepStage } from '#domain/pep/pep.ts';
import { entriesOf, pathOf, textOf } from '#domain/pep/record.ts';
import { sections } from '#domain/pep/sections.ts';
import { isEditable, signOff } from '#domain/pep/stages.ts';
import { pppTotals, targetsOf } from '#domain/pep/targets.ts';
import type { Role } from '#domain/people/role.ts';
import { roleName } from '#domain/people/role.ts';
import { problemWords } from '#domain/problem.ts';
import type { Asking } from '../asking.ts';
import { childCard } from '../caseload/childCard.ts';
import type { Ports, Tx } from '../ports.ts';
import type { LoadedPep } from './loadPep.ts';
import { adultOnlySteps, listsOf } from './loadPep.ts';

export const stageWords = {
  open: 'Being written',
  submitted: 'With the Virtual School',
  returned: 'Returned to the school',
  signedOff: 'Signed off',
} as const satisfies Record<PepStage, string>;

/**
 * A plan as one person may see it at this moment. While the pupil is marked present every session that shows this
 * plan counts as one in the room: a screen nobody thought of may be in front of the pupil (LE-18).
 */
export async function pepView(ports: Ports, tx: Tx, asking: Asking, loaded: LoadedPep) {
  const { pep, fields, meeting, invitees, profile } = loaded;
  const viewer = { roles: asking.roles, isPupilPresentInRoom: meeting.isPupilPresent, inThisMeeting: true };
  const written = { sections, fields, adultOnlySteps: adultOnlySteps(profile) };
  const view = viewFor(viewer, written);
  const lists = listsOf(profile);
  const missing = missingToComplete({
    record: { pep, fields },
    invited: invitees.map((invitee) => invitee.person),
  });
  const seesPpp = view.sections.some(({ section }) =>
    section.fields.some((field) => field.kind === 'pppLines'),
  );
  const totals = pppTotals(targetsOf(view.fields), loaded.settings.pppYearlyPence);
  const authors = await tx.fields.authorsOf(pep.id, 'new-targets/');
  const names = await namesOf(tx, loaded, asking.roles, view.fields);
  return {
    id: pep.id,
    kind: pep.kind,
    stage: pep.stage,
    stageWords: stageWords[pep.stage],
    version: pep.version,
    meeting: meeting.id,
    reference: meeting.reference,
    child: childCard(loaded.child, loaded.schools),
    sections: view.sections.map((section) => sectionView(section, lists, isEditable(pep))),
    fields: view.fields.map((field) => ({ ...field, by: names(field.by) })),
    missing: holdingUp(missing)
      .map((one) => ({ ...one, path: pathOf(one.section, one.entry, one.field) }))
      .filter((one) => one.entry === null || mayRead(viewer, one.path, written))
      .filter((one) =>
        view.sections.some(
          ({ section }) =>
            section.id === one.section && section.fields.some((field) => field.id === one.field),
        ),
      )
      .map((one) => ({
        section: one.section,
        field: one.field,
        path: one.path,
        label: one.label,
        ownerName: roleName(one.owner),
      })),
    ppp: seesPpp
      ? { allocationPence: totals.allocation, askedPence: totals.asked, leftPence: totals.left }
      : null,
    previousTargets: entriesOf(view.fields, 'previous-targets').map((entry) => ({
      entry,
      text: textOf(view.fields, pathOf('previous-targets', entry, 'text')),
      area: '',
    })),
    returnedBecause: pep.stage === 'returned' ? pep.returnedBecause : null,
    ...whatCan(ports, asking, pep, authors),
  };
}

/** `by` in what leaves is a name, a confidential carer's role to all but the social worker. */
async function namesOf(
  tx: Tx,
  loaded: LoadedPep,
  roles: readonly Role[],
  fields: readonly FieldState[],
): Promise<(person: string) => string> {
  const people = new Map(
    (await tx.people.byIds([...new Set(fields.map((field) => field.by))])).map((person) => [
      person.id,
      person.name,
    ]),
  );
  const hidden = new Map(
    loaded.invitees
      .filter((invitee) => invitee.isConfidential)
      .map((invitee) => [invitee.person, roleName(invitee.role)]),
  );
  return (person) =>
    (roles.includes('socialWorker') ? undefined : hidden.get(person)) ?? people.get(person) ?? 'Somebody';
}

export function sectionView({ section, canWrite }: SectionView, lists: ChoiceLists, isOpen: boolean) {
  return {
    id: section.id,
    title: section.title,
    ownerName: roleName(section.owner),
    shape: section.shape,
    isAdultOnly: section.isAdultOnly,
    source: section.source,
    canWrite: canWrite && isOpen,
    fields: section.fields
      .filter((field) => field.isSetByButton !== true)
      .map((field) => ({
        id: field.id,
        label: field.label,
        kind: field.kind,
        help: field.help ?? null,
        choices: choicesOf(field, lists).map(({ id, label }) => ({ id, label })),
        isNeeded: field.isNeeded ?? false,
        canWrite: canWrite && isOpen,
      })),
  };
}

function whatCan(ports: Ports, asking: Asking, pep: Pep, authors: readonly string[]) {
  const { roles, actor } = asking;
  const isSchool = roles.includes('designatedTeacher') || roles.includes('schoolStaff');
  const isOfficer = (roles.includes('officer') || roles.includes('head')) && actor.door === 'teams';
  const tried = signOff(pep, { person: actor.person, roles, at: ports.clock.now() }, authors);
  const isSubmitted = pep.stage === 'submitted';
  return {
    can: {
      submit: isSchool && isEditable(pep) && pep.kind === 'pep',
      takeBack: isSchool && isSubmitted && pep.openedByOfficerAt === null,
      open: isOfficer && isSubmitted && pep.openedByOfficerAt === null,
      return: isOfficer && isSubmitted,
      signOff: isOfficer && tried.ok,
    },
    cannotSignOff: isOfficer && isSubmitted && !tried.ok ? problemWords[tried.problem.code] : null,
  };
}
