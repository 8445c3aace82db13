import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Fault, fileFault } from '#domain/caseload/import/fault.ts';
import type { RawTable } from '#domain/caseload/import/table.ts';
import { type Result, ok, refuse } from '#domain/result.ts';
import { decode } from './decode.ts';

export type CaseloadFile = { readonly name: string; readonly bytes: Uint8Array };

const largestFile = 5 * 1024 * 1024;

const parsed = z.array(
  z
    .object({ record: z.array(z.string()), info: z.object({ lines: z.number().int() }) })
    .transform(({ record, info }) => ({
      cells: record,
      /** csv-parse counts to the record's last line; a person looks for its first. */
      line: info.lines - lineBreaks(record),
    })),
);

/** Cuts a file into cells, each record with the line it starts on. */
export function readCsv({ name, bytes }: CaseloadFile): Result<RawTable, Fault> {
  const file = (name.split(/[/\\]/).at(-1) ?? name).toLowerCase();
  if (bytes.byteLength > largestFile)
    return refuse(
      fileFault(file, 'The file is larger than 5 MB.', 'Take out what is not asked for, or split it.'),
    );
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refuse(
      fileFault(file, 'This is a workbook, not a CSV file.', 'Save it as “CSV UTF-8”, then import again.'),
    );
  // One kind of line break: csv-parse counts the Windows kind twice inside quotes, and every later line is off.
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  try {
    const records: unknown = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    const [header, ...rest] = parsed.parse(records);
    if (header === undefined) return refuse(fileFault(file, 'The file is empty.', 'Export it again.'));
    return ok({ file, header: header.cells, records: rest });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = z.object({ lines: z.number().int().min(1) }).safeParse(cause);
    return refuse(
      fileFault(
        file,
        'The file cannot be cut into cells: a double quote is opened and never closed.',
        'Look for a single " near this line, close it, then import again.',
        line.success ? line.data.lines : 1,
      ),
    );
  }
}

/** Some spreadsheets write semicolons or tabs; the heading tells. */
function delimiterOf(text: string): string {
  const heading = text.slice(0, text.search(/\n|$/));
  const counts = [',', ';', '\t'].map((mark) => ({ mark, times: heading.split(mark).length }));
  return counts.reduce((most, one) => (one.times > most.times ? one : most)).mark;
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}
