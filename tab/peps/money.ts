import type { FieldValue, PppLine } from './views.ts';

/** Pence of '£40', '40.00', '1,234.5'; null for what is no sum of money. */
export function parsePence(typed: string): number | null {
  const plain = typed.replaceAll(/[£,\s]/g, '');
  const parts = /^(\d{1,6})(?:\.(\d{1,2})?)?$/.exec(plain);
  if (parts === null) return null;
  const pence = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return pence <= 100_000_00 ? pence : null;
}

/** '£1,234.50' */
export function pounds(pence: number): string {
  const whole = String(Math.trunc(Math.abs(pence) / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${pence < 0 ? '-' : ''}£${whole}.${String(Math.abs(pence) % 100).padStart(2, '0')}`;
}

/** '40.00', as it stands in the box. */
export function plainPounds(pence: number): string {
  return pounds(pence).replaceAll(/[£,]/g, '');
}

export function linePence(line: PppLine): number {
  return line.quantity * line.unitPence;
}

export function totalPence(lines: readonly PppLine[]): number {
  return lines.reduce((sum, line) => sum + linePence(line), 0);
}

export function linesOf(value: FieldValue | undefined): readonly PppLine[] {
  return Array.isArray(value) ? value.flatMap((line) => (typeof line === 'string' ? [] : [line])) : [];
}
