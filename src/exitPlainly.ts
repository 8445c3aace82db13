const plain = ['SettingsProblem', 'StoreRefused'];

/** What the person at the terminal can mend is said in plain words; anything else keeps its stack for the engineer. */
export function exitPlainly(problem: unknown): never {
  const isPlain = problem instanceof Error && plain.includes(problem.name);
  process.stderr.write(
    isPlain
      ? `${problem.message}\n`
      : `${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`,
  );
  process.exit(1);
}

export function plainProblem(words: string): Error {
  const problem = new Error(words);
  problem.name = 'SettingsProblem';
  return problem;
}
