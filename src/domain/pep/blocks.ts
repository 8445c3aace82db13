import { editionName, type EditionRecord } from '../disclosure/editionFor.ts';
import type { PersonId } from '../people/person.ts';
import { type Role, roleName } from '../people/role.ts';
import { type LocalDate, longDate } from '../time/localDate.ts';
import {
  clockTime,
  dateOf,
  fromInstant,
  longDateTime,
  toInstant,
  type WallClock,
} from '../time/wallClock.ts';
import type { Block, WordDocument } from './block.ts';
import type { ChoiceLists, FieldState, Section } from './field.ts';
import { inWords, pathOf, textOf } from './record.ts';
import { learningSupport } from './sections/learningSupport.ts';
import { nextMeeting } from './sections/nextMeeting.ts';
import { pupilViews } from './sections/pupilViews.ts';
import { sectionBlocks } from './sectionBlocks.ts';
import { pppBlocks, targetTable } from './targetBlocks.ts';
import { pppTotals, pounds, targetsOf } from './targets.ts';

export type DocumentSources = {
  readonly child: {
    readonly forename: string;
    readonly surname: string;
    readonly dob: LocalDate | null;
    readonly ncYear: string | null;
    readonly upn: string | null;
  };
  readonly authorityName: string;
  readonly schoolName: string | null;
  readonly meeting: {
    readonly reference: string;
    readonly startsAt: WallClock;
    readonly endsAt: WallClock;
    readonly venue: string;
  };
  readonly people: readonly {
    readonly person: PersonId;
    readonly name: string;
    readonly role: Role;
    readonly isConfidential: boolean;
  }[];
  readonly edition: EditionRecord;
  readonly lists: ChoiceLists;
  /** The year's allocation in pence; null where the authority has not entered it. */
  readonly yearlyPence: number | null;
  readonly completedByName: string | null;
  readonly signedOffByName: string | null;
};

/** Page one reads alone: who, when, the child at a glance, the targets, the money, the next meeting. All else follows. */
export function documentBlocks(sources: DocumentSources): readonly Block[] {
  const { edition, lists } = sources;
  return [
    ...titleBlocks(sources),
    ...glanceBlocks(sources),
    ...edition.sections.flatMap((section) =>
      sectionBlocks(section, {
        fields: edition.record.fields,
        lists,
        people: sources.people.map((person) => ({ ...person, name: nameIn(edition, person) })),
      }),
    ),
    ...pppBlocks(targetsOf(edition.record.fields), sources.yearlyPence),
    ...signOffBlocks(sources),
    ...leftOutBlocks(edition),
  ];
}

/** The whole document; the same record gives the same bytes, so its date is the sign-off's or the last change's. */
export function wordDocumentOf(sources: DocumentSources, accent: string): WordDocument {
  const { pep, fields } = sources.edition.record;
  const lastChange =
    fields
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? toInstant(sources.meeting.startsAt);
  return {
    title: `${titleOf(sources)} ${sources.meeting.reference}`,
    authorityName: sources.authorityName,
    accent,
    marking: 'OFFICIAL-SENSITIVE',
    reference: sources.meeting.reference,
    version: pep.version,
    editionName: editionName[sources.edition.edition],
    madeAt: pep.signedOffAt ?? lastChange,
    blocks: documentBlocks(sources),
  };
}

/** LE-11: without its quorum the meeting is no PEP, and its paper does not say that it is. */
function titleOf({ edition }: DocumentSources): string {
  return edition.record.pep.kind === 'pep' ? 'Personal Education Plan' : 'Review of progress';
}

function titleBlocks(sources: DocumentSources): readonly Block[] {
  const { child, meeting, edition } = sources;
  const rows = [
    ['Date of birth', child.dob === null ? '' : longDate(child.dob)],
    ['Year group', child.ncYear ?? ''],
    ['Unique pupil number', child.upn ?? ''],
    ['School', sources.schoolName ?? 'No school at present'],
    ['Meeting', `${longDateTime(meeting.startsAt)} to ${clockTime(meeting.endsAt)}`],
    ['Place', meeting.venue],
    ['Reference', meeting.reference],
    ['This copy', `${editionName[edition.edition]}, ${versionWords(edition)}`],
  ] as const;
  return [
    { is: 'title', text: titleOf(sources) },
    { is: 'subtitle', text: `${child.forename} ${child.surname}` },
    {
      is: 'facts',
      rows: rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value })),
    },
  ];
}

function versionWords({ record }: EditionRecord): string {
  return record.pep.stage === 'signedOff' ? `version ${record.pep.version}` : 'draft, not signed off';
}

function glanceBlocks({ edition, lists, yearlyPence }: DocumentSources): readonly Block[] {
  const { fields } = edition.record;
  const targets = targetsOf(fields);
  const totals = pppTotals(targets, yearlyPence);
  const said = textOf(fields, pathOf(pupilViews.id, null, 'views'));
  const left = totals.left === null ? '' : `, ${pounds(totals.left)} of the year’s allocation left`;
  return [
    { is: 'heading', level: 1, text: 'At a glance' },
    ...(edition.leftOut.length === 0
      ? []
      : [
          {
            is: 'paragraph' as const,
            isQuiet: true,
            text: 'This is the school’s copy. What it leaves out is named at its end.',
          },
        ]),
    {
      is: 'answer',
      label: 'Learning now',
      text: textOf(fields, pathOf(learningSupport.id, null, 'summary')),
    },
    { is: 'answer', label: 'In the pupil’s words', text: said },
    ...targetTable(targets),
    {
      is: 'facts',
      rows: [
        { label: 'Pupil Premium Plus', value: `${pounds(totals.asked)} asked for${left}` },
        { label: 'Next meeting', value: nextInWords(fields, lists) },
      ],
    },
  ];
}

function nextInWords(fields: readonly FieldState[], lists: ChoiceLists): string {
  const words = (id: string) => wordsAt(nextMeeting, id, { fields, lists });
  if (words('date') !== '')
    return [words('date'), words('time'), words('venue')].filter((part) => part !== '').join(', ');
  if (words('no-date-reason') === '') return 'Not set';
  return `Not set: ${words('no-date-reason')}. ${words('set-by-role')} sets it by ${words('set-by-day')}.`;
}

function wordsAt(
  section: Section,
  id: string,
  { fields, lists }: { readonly fields: readonly FieldState[]; readonly lists: ChoiceLists },
): string {
  const field = section.fields.find((one) => one.id === id);
  if (field === undefined) throw new Error(`No field ${id} in ${section.id}`);
  return inWords(field, textOf(fields, pathOf(section.id, null, id)), lists);
}

/** A confidential person's name is the social worker's alone (LE-21). */
function nameIn(edition: EditionRecord, person: DocumentSources['people'][number]): string {
  return person.isConfidential && edition.edition !== 'full'
    ? `${roleName(person.role)} (name withheld)`
    : person.name;
}

function signOffBlocks({ edition, completedByName, signedOffByName }: DocumentSources): readonly Block[] {
  const { pep } = edition.record;
  const heading: Block = { is: 'heading', level: 1, text: 'Sign-off' };
  const completed = { label: 'Completed', value: whoAndWhen(completedByName, pep.submittedAt) };
  if (pep.stage !== 'signedOff')
    return [
      heading,
      { is: 'facts', rows: [completed, { label: 'Signed off', value: 'Not yet: this is a draft' }] },
    ];
  return [
    heading,
    {
      is: 'facts',
      rows: [
        completed,
        { label: 'Signed off for the Virtual School', value: whoAndWhen(signedOffByName, pep.signedOffAt) },
        { label: 'Version', value: String(pep.version) },
      ],
    },
  ];
}

function whoAndWhen(name: string | null, instant: string | null): string {
  if (instant === null) return 'Not yet';
  const day = longDate(dateOf(fromInstant(instant)));
  return name === null ? day : `${name}, ${day}`;
}

function leftOutBlocks({ leftOut }: EditionRecord): readonly Block[] {
  if (leftOut.length === 0) return [];
  return [
    { is: 'heading', level: 1, text: 'Left out of this copy' },
    {
      is: 'paragraph',
      text: 'These parts are read by the social worker alone, whether or not anything was written there. Ask the social worker if you need to know more.',
    },
    { is: 'list', lines: leftOut.map(({ label }) => label) },
  ];
}
