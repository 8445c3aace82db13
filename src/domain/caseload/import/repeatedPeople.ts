import type { Weight } from './rowReader.ts';
import type { Row } from './table.ts';

type Said = {
  readonly column: string;
  readonly weight: Weight;
  readonly what: string;
  readonly whatToDo: string;
};

/** What to say on which line about children who stand in the file more than once. */
export function repeatedPeople(rows: readonly Row[]): ReadonlyMap<number, readonly Said[]> {
  const said = new Map<number, readonly Said[]>();
  const say = (row: Row, fault: Said): void =>
    void said.set(row.line, [...(said.get(row.line) ?? []), fault]);
  for (const group of groups(rows, (row) => row.cells['Person ID'] ?? '')) sayRepeatedId(group, say);
  for (const group of groups(rows, (row) => (row.cells.UPN ?? '').toUpperCase()))
    for (const row of group.slice(1).filter((row) => row.cells['Person ID'] !== group[0]?.cells['Person ID']))
      say(row, {
        column: 'UPN',
        weight: 'rowLeftOut',
        what: `Another child has the same UPN, on line ${group[0]?.line ?? 0}.`,
        whatToDo: 'Find whose it is; if both are one child, keep one row.',
      });
  for (const group of groups(rows, nameAndBirth))
    for (const row of group.slice(1).filter((row) => row.cells['Person ID'] !== group[0]?.cells['Person ID']))
      say(row, {
        column: 'Person ID',
        weight: 'rowLeftOut',
        what: `The same name and date of birth stand on line ${group[0]?.line ?? 0} under another Person ID.`,
        whatToDo: 'Keep the number that the case system uses now.',
      });
  return said;
}

/** Nobody can tell which of two different rows is the child's, so neither goes in; of equal rows the first does. */
function sayRepeatedId(group: readonly Row[], say: (row: Row, fault: Said) => void): void {
  const first = group[0];
  if (first === undefined) return;
  const areEqual = group.every((row) => JSON.stringify(row.cells) === JSON.stringify(first.cells));
  for (const row of areEqual ? group.slice(1) : group) {
    const others = group.filter((other) => other.line !== row.line).map((other) => other.line);
    say(row, {
      column: 'Person ID',
      weight: 'rowLeftOut',
      what: `${row.cells['Person ID'] ?? ''} also stands on line ${others.join(' and line ')}${areEqual ? ', with the same cells' : ', for another child'}.`,
      whatToDo: areEqual ? 'Delete one of the two rows.' : 'Give each child their own Person ID.',
    });
  }
}

function groups(rows: readonly Row[], by: (row: Row) => string): readonly (readonly Row[])[] {
  const found = Map.groupBy(rows, by);
  found.delete('');
  return [...found.values()].filter((group) => group.length > 1);
}

function nameAndBirth(row: Row): string {
  const parts = [row.cells.Forename ?? '', row.cells.Surname ?? '', row.cells.DOB ?? ''];
  return parts.includes('') ? '' : parts.join('|').toLowerCase();
}
