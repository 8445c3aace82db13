import type { Reply } from '#contract/calls.ts';
import { csvLine } from '#domain/caseload/escapeForSpreadsheet.ts';

export type Fault = Reply<'importCaseload'>['faults'][number];

/** The faults for whoever keeps the source, safe to open in a spreadsheet. The mark at the front tells Excel it is UTF-8. */
export function faultsCsv(faults: readonly Fault[]): string {
  const rows = faults.map(({ file, line, column, what, whatToDo }) =>
    csvLine([file, String(line), column, what, whatToDo]),
  );
  return `\uFEFF${csvLine(['File', 'Line', 'Column', 'What is wrong', 'What to do'])}${rows.join('')}`;
}
