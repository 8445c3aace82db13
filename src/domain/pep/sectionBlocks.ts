import { type Role, roleName } from '../people/role.ts';
import type { Block } from './block.ts';
import type { ChoiceLists, Field, FieldState, Section } from './field.ts';
import { entriesOf, inWords, isEmptyValue, pathOf, valueOf } from './record.ts';

type Around = {
  readonly fields: readonly FieldState[];
  readonly lists: ChoiceLists;
  /** Names as this edition may print them. */
  readonly people: readonly { readonly person: string; readonly name: string; readonly role: Role }[];
};

/** Any section from its definition: a new one prints without a line here. */
export function sectionBlocks(section: Section, around: Around): readonly Block[] {
  const heading: Block = { is: 'heading', level: 1, text: section.title };
  if (section.isPerPerson === true) return [heading, peopleTable(section, around)];
  if (section.shape === 'one') return [heading, ...oneBlocks(section, null, around)];
  const entries = entriesOf(around.fields, section.id);
  if (entries.length === 0) return [heading, { is: 'paragraph', isQuiet: true, text: 'Nothing recorded' }];
  return [
    heading,
    ...entries.flatMap((entry, index): readonly Block[] => [
      { is: 'heading', level: 2, text: `${section.title}: ${index + 1} of ${entries.length}` },
      ...oneBlocks(section, entry, around),
    ]),
  ];
}

/** Long words as answers under their question, short ones together as facts; costs have a table of their own. */
function oneBlocks(section: Section, entry: string | null, { fields, lists }: Around): readonly Block[] {
  const printed = printedFields(section);
  const words = (field: Field) => inWords(field, valueOf(fields, pathOf(section.id, entry, field.id)), lists);
  const short = printed.filter(
    (field) => field.kind !== 'longText' && (words(field) !== '' || field.isNeeded === true),
  );
  const facts: readonly Block[] =
    short.length === 0
      ? []
      : [
          {
            is: 'facts',
            rows: short.map((field) => ({ label: field.label, value: words(field) || 'Nothing recorded' })),
          },
        ];
  const answers = printed
    .filter((field) => field.kind === 'longText')
    .map((field): Block => ({ is: 'answer', label: field.label, text: words(field) }));
  // An entry opens with the sentence that it is about, before the facts of it.
  const opening = entry !== null && printed[0]?.kind === 'longText' ? 1 : 0;
  return [...answers.slice(0, opening), ...facts, ...answers.slice(opening)];
}

/** Everyone who was invited has a row: a missing mark shows as one. */
function peopleTable(section: Section, { fields, lists, people }: Around): Block {
  const isWritten = (field: Field) =>
    people.some(({ person }) => !isEmptyValue(valueOf(fields, pathOf(section.id, person, field.id))));
  const printed = printedFields(section).filter((field) => field.isNeeded === true || isWritten(field));
  return {
    is: 'table',
    caption: section.title,
    head: ['Name', 'Part', ...printed.map((field) => field.label)],
    rows: people.map(({ person, name, role }) => [
      name,
      roleName(role),
      ...printed.map((field) => {
        const words = inWords(field, valueOf(fields, pathOf(section.id, person, field.id)), lists);
        return words === '' && field.isNeeded === true ? 'Not recorded' : words;
      }),
    ]),
  };
}

function printedFields(section: Section): readonly Field[] {
  return section.fields.filter((field) => field.isSetByButton !== true && field.kind !== 'pppLines');
}
