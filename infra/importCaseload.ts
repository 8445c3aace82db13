import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '#adapters/system.ts';
import { environmentOfProcess, liveConfig } from '#src/config.ts';
import type { Environment } from '#src/config.ts';
import { exitPlainly, plainProblem } from '#src/exitPlainly.ts';
import { type CaseloadFiles, onStore, type Report } from './onStore.ts';
import { sandboxImport } from './sandbox/importing.ts';

const usage =
  'Usage: npm run import -- FOLDER [--authority ID]\nThe folder holds children.csv, schools.csv, people.csv and term-dates.csv.';

/** Takes in a caseload from the command line. It fills nothing else: a store that was empty holds these rows only. */
async function main(environment: Environment): Promise<Report> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { authority: { type: 'string' } },
  });
  const folder = positionals[0];
  if (folder === undefined) throw plainProblem(usage);
  const files = filesIn(folder);
  const isLive = (environment['AUTHORITIES'] ?? '') !== '';
  if (!isLive) return sandboxImport(environment, { files, authority: values.authority ?? null });
  const config = liveConfig(environment, '');
  return onStore(config, { files, authority: values.authority ?? null, clock: systemClock });
}

function filesIn(folder: string): CaseloadFiles {
  if (!existsSync(folder)) throw plainProblem(`There is no folder ${folder}.\n${usage}`);
  const names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith('.csv'));
  if (names.length === 0) throw plainProblem(`There are no CSV files in ${folder}.\n${usage}`);
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

function print(report: Report): void {
  const { children } = report;
  const lines = report.faults.map(
    (fault) => `${fault.file}, line ${fault.line}, ${fault.column}: ${fault.what} ${fault.whatToDo}`,
  );
  process.stdout.write(
    [
      `Children: ${children.new} new, ${children.changed} changed, ${children.unchanged} unchanged, ${children.refused} refused`,
      `Schools: ${report.schools}. People: ${report.people}. Terms: ${report.terms}. Roles waiting for a second person: ${report.rolesToConfirm}.`,
      ...(lines.length === 0
        ? ['No faults found.']
        : [`${lines.length} things to mend:`, ...lines.map((line) => `  - ${line}`)]),
      '',
    ].join('\n'),
  );
}

if (import.meta.main) {
  try {
    print(await main(environmentOfProcess()));
  } catch (problem) {
    exitPlainly(problem);
  }
}
