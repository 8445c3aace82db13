import { caseloadOf } from '#domain/caseload/import/caseload.ts';
import type { ReadCaseload } from '#domain/caseload/import/rows.ts';
import type { LocalDate } from '#domain/time/localDate.ts';
import { type CaseloadFile, readCsv } from './readCsv.ts';

/** Reads children.csv, schools.csv, people.csv and term-dates.csv; files of other names are not looked at by the domain. */
export function readCaseload(files: readonly CaseloadFile[], today: LocalDate): ReadCaseload {
  const read = files.map(readCsv);
  const tables = read.flatMap((result) => (result.ok ? [result.value] : []));
  const faults = read.flatMap((result) => (result.ok ? [] : [result.problem]));
  return caseloadOf(tables, today, faults);
}
