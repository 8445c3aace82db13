import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: project });

/** What a file of the given place would be told, were this its text. */
async function told(path: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(project, path) });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const domain = 'src/domain/result.ts';
const ports = 'src/workflow/ports.ts';
const test = 'test/infra/lint.test.ts';

describe('the lint rules', () => {
  it.each([
    ['no-restricted-syntax', domain, 'export const now = new Date();'],
    ['no-restricted-syntax', ports, 'export const now = Date.now();'],
    ['no-restricted-syntax', ports, "export const port = process.env['PORT'];"],
    ['no-restricted-syntax', domain, 'export default 1;'],
    ['no-restricted-syntax', test, 'try { JSON.parse(""); } catch {}'],
    ['no-console', ports, 'console.log(1);'],
    ['@typescript-eslint/no-explicit-any', domain, 'export const loose: any = 1;'],
    ['@typescript-eslint/no-non-null-assertion', domain, 'export const first = (it: number[]) => it[0]!;'],
    ['@typescript-eslint/consistent-type-assertions', domain, 'export const it = JSON.parse("1") as number;'],
    ['@typescript-eslint/no-floating-promises', ports, 'Promise.resolve(1);'],
    [
      '@typescript-eslint/switch-exhaustiveness-check',
      domain,
      "export function say(it: 'a' | 'b'): number { switch (it) { case 'a': return 1; } return 2; }",
    ],
  ])('%s speaks in %s of: %s', async (rule, path, text) => {
    expect(await told(path, text)).toContain(rule);
  });

  it.each([
    ['a date of a given moment', domain, 'export const day = (iso: string): Date => new Date(iso);\n'],
    ['as const', domain, "export const stages = ['booked', 'held'] as const;\n"],
    ['a test that reads the environment', test, "export const path = process.env['PATH'];\n"],
    ['a test that asks the time', test, 'export const now = new Date();\n'],
  ])('nothing is said of %s', async (_, path, text) => {
    expect(await told(path, text)).toEqual([]);
  });
});
