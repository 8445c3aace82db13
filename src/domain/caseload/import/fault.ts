/** Something in an imported file that a person has to mend, said so that they can find it and know how. */
export type Fault = {
  readonly file: string;
  /** As a text editor counts: the heading is line 1. */
  readonly line: number;
  /** The heading of the column, or '(whole row)', '(whole file)'. */
  readonly column: string;
  readonly what: string;
  readonly whatToDo: string;
  /** False: the row went in, without the faulty cell where it could not be read. */
  readonly isRowLeftOut: boolean;
};

export const wholeRow = '(whole row)';
export const wholeFile = '(whole file)';

export function fileFault(file: string, what: string, whatToDo: string, line = 1): Fault {
  return { file, line, column: wholeFile, what, whatToDo, isRowLeftOut: true };
}

export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
