/** A letter of 10-pt Calibri, and what a cell's own margins take, in twentieths of a point. */
const letter = 112;
export const cellMargin = 100;

type Column = { readonly least: number; readonly share: number };

/** How wide each column is: short values (a date, an amount) on one line, the rest by how much is said in them. */
export function columnWidths(
  rows: readonly (readonly string[])[],
  numeric: readonly number[],
  width: number,
): readonly number[] {
  const count = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, at) =>
    column(rows.map((row) => row[at] ?? ''), numeric.includes(at)),
  ); // prettier-ignore
  const least = sum(columns.map((it) => it.least));
  const left = width - least;
  const shares = sum(columns.map((it) => it.share));
  const widths = columns.map((it) => {
    if (left <= 0) return Math.floor((it.least / least) * width);
    return Math.floor(it.least + left * (shares === 0 ? 1 / count : it.share / shares));
  });
  const spare = width - sum(widths);
  return widths.map((it, at) => (at === 0 ? it + spare : it));
}

/** How many lines words take in a column so wide. */
export function linesIn(text: string, width: number): number {
  const letters = Math.max(1, Math.floor((width - 2 * cellMargin) / letter));
  return sum(text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / letters))));
}

function column(cells: readonly string[], isNumeric: boolean): Column {
  const whole = (cell: string): boolean => isNumeric || cell.length <= 14;
  const least = Math.max(
    5,
    ...cells.map((cell) => (whole(cell) ? Math.min(cell.length, 18) : longestWord(cell))),
  );
  const longest = Math.max(...cells.map((cell) => cell.length));
  return {
    least: least * letter + 2 * cellMargin,
    share: isNumeric ? 0 : Math.max(0, wishFor(longest) - least),
  };
}

/** Names and roles wish for one line; a sentence wishes for more room, but not in step with its length. */
function wishFor(longest: number): number {
  return longest <= 28 ? longest : 28 + Math.min(longest - 28, 200) / 4;
}

function longestWord(text: string): number {
  return Math.min(15, Math.max(...text.split(/\s/u).map((word) => word.length)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, it) => total + it, 0);
}
