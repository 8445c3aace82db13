/** What the person at the terminal can mend is said in plain words; anything else keeps its stack for the engineer. */
export function exitPlainly(problem: unknown): never {
  const isPlain = problem instanceof Error && (problem.name === 'SettingsProblem' || problem.name === 'StoreRefused');
  process.stderr.write(isPlain ? `${problem.message}\n` : `${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`);
  process.exit(1);
}
