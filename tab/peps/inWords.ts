import { clockTime, longDate } from '../shared/dates.ts';
import { linePence, linesOf, pounds } from './money.ts';
import type { FieldValue, FieldView } from './views.ts';

/** A value as a reader sees it; '' for nothing. */
export function inWords(field: FieldView, value: FieldValue | undefined): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'number') return field.kind === 'percent' ? `${value}%` : String(value);
  if (typeof value !== 'string') {
    const lines = linesOf(value).map(
      (line) => `${line.what}: ${line.quantity} × ${pounds(line.unitPence)} = ${pounds(linePence(line))}`,
    );
    return lines.length > 0
      ? lines.join('\n')
      : value.flatMap((each) => (typeof each === 'string' ? [labelOf(field, each)] : [])).join(', ');
  }
  switch (field.kind) {
    case 'yesNo':
      return value === 'yes' ? 'Yes' : 'No';
    case 'choice':
    case 'choices':
    case 'role':
      return labelOf(field, value);
    case 'date':
      return longDate(value);
    case 'time':
      return clockTime(value);
    default:
      return value.trim();
  }
}

export function labelOf(field: FieldView, id: string): string {
  return field.choices.find((choice) => choice.id === id)?.label ?? roleNames[id] ?? id;
}

/** The adults who can answer for something, by their part; the server's own list takes precedence where it sends one. */
export const roleNames: Readonly<Record<string, string>> = {
  designatedTeacher: 'Designated teacher',
  schoolStaff: 'School staff',
  socialWorker: 'Social worker',
  carer: 'Carer',
  parent: 'Parent',
  pupil: 'Pupil',
  officer: 'Virtual School officer',
  coordinator: 'PEP coordinator',
  head: 'Virtual School head',
  iro: 'Independent reviewing officer',
  teamManager: 'Social work team manager',
  invited: 'Invited professional',
  businessSupport: 'Business support',
};
