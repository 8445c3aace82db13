import { ageOn, type LocalDate } from '../time/localDate.ts';

export const ncYears = [
  'N1',
  'N2',
  'R',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
] as const;
/** National curriculum year group; N1 and N2 are the two nursery years before Reception. */
export type NcYear = (typeof ncYears)[number];
export type Phase = 'earlyYears' | 'schoolAge' | 'post16';

export function phaseOf(year: NcYear): Phase {
  if (year === 'N1' || year === 'N2') return 'earlyYears';
  return year === '12' || year === '13' ? 'post16' : 'schoolAge';
}

/** 'Year 5', 'Reception', 'Nursery (N2)' */
export function yearName(year: NcYear): string {
  if (year === 'R') return 'Reception';
  return phaseOf(year) === 'earlyYears' ? `Nursery (${year})` : `Year ${year}`;
}

/** Reads '5', 'Year 5', 'Y5', 'R', 'Reception', 'N2'. */
export function parseNcYear(text: string): NcYear | undefined {
  const bare = text
    .trim()
    .toUpperCase()
    .replace(/^(YEAR|YR|Y)\s*/, '')
    .replace(/^RECEPTION$/, 'R')
    .replace(/^0+(?=\d)/, '');
  return ncYears.find((year) => year === bare);
}

/** The first day of the school year (1 September) in which `date` lies. */
export function schoolYearStart(date: LocalDate): LocalDate {
  const year = Number(date.slice(0, 4));
  return `${date.slice(5) >= '09-01' ? year : year - 1}-09-01`;
}

/** How many years above the year group usual for the age: Reception is for those aged 4 on 31 August. */
export function yearsAheadOfAge(year: NcYear, born: LocalDate, today: LocalDate): number {
  const cutOff = `${schoolYearStart(today).slice(0, 4)}-08-31`;
  return ncYears.indexOf(year) - (ageOn(cutOff, born) - 2);
}
