/** One thing done, by whom, to what. Facts hold codes and ids; never words a person wrote. */
export type AuditEntry = {
  readonly at: string;
  readonly by: string;
  /** 'teams', 'by code to the role's address', 'card', 'the clock', 'import', 'settings'. */
  readonly through: string;
  readonly did: string;
  /** 'child:<id>', 'meeting:<id>', 'pep:<id>', 'person:<id>', 'authority'. */
  readonly object: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};
export type AuditRow = AuditEntry & {
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
};
