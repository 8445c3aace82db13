import type { TestSandbox } from '#test/support/aSandbox.ts';

/** What one chapter leaves to the next. */
export type Story = {
  sandbox: TestSandbox;
  readonly reopen: (dataDir: string) => Promise<TestSandbox>;
  readonly children: { leila: string; jonah: string; precious: string };
  readonly meetings: { leila: string; jonah: string; precious: string };
  pep: string;
};
export const joan = 'joan.pettifer@mail.test';
export const miriam = 'm.castle@mail.test';
export const organiser = 'education.reviews@fenmarch.gov.test';
