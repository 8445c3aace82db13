/** A cell that a spreadsheet would run (=, +, -, @, tab, return) gets an apostrophe before it; quotes and commas are wrapped. */
export function escapeForSpreadsheet(cell: string): string {
  const tame = /^[=+\-@\t\r\n]/.test(cell.trimStart()) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** One line of a CSV file, escaped. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(escapeForSpreadsheet).join(',')}\r\n`;
}
