/** One step of the store's shape. A migration that has been released is never edited: a new one follows it. */
export type Migration = { readonly name: string; readonly script: string };

export function statementsOf(script: string): readonly string[] {
  return script
    .split(/;\s*\n\s*\n/)
    .map((statement) => statement.trim().replace(/;$/, ''))
    .filter((statement) => statement !== '');
}
