import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

/** A file that breaks a rule: the rule, the file, and what it imports. */
const breaches = [
  ['domain-stands-alone', 'src/domain/pep/a.ts', '#workflow/step.ts'],
  ['domain-packages', 'src/domain/pep/b.ts', 'node:fs'],
  ['domain-packages', 'src/domain/pep/c.ts', 'kysely'],
  ['authorities-are-data', 'src/authorities/a.ts', '#workflow/step.ts'],
  ['authorities-packages', 'src/authorities/b.ts', 'docx'],
  ['contract-is-types', 'src/contract/a.ts', '#server/edge.ts'],
  ['contract-packages', 'src/contract/b.ts', 'fastify'],
  ['workflow-decides', 'src/workflow/a.ts', '#adapters/graph/client.ts'],
  ['workflow-packages', 'src/workflow/b.ts', 'pg-boss'],
  ['word-takes-blocks', 'src/word/a.ts', '#workflow/step.ts'],
  ['word-packages', 'src/word/b.ts', 'node:fs'],
  ['adapters-meet-ports', 'src/adapters/graph/a.ts', '#workflow/step.ts'],
  ['adapters-apart', 'src/adapters/graph/b.ts', '#adapters/db/store.ts'],
  ['server-is-an-edge', 'src/server/a.ts', '#adapters/graph/client.ts'],
  ['cards-are-words', 'bot/cards/a.ts', '#workflow/step.ts'],
  ['cards-packages', 'bot/cards/b.ts', 'zod'],
  ['actions-call-steps', 'bot/actions/a.ts', '../host/host.ts'],
  ['actions-packages', 'bot/actions/b.ts', 'botbuilder'],
  ['host-is-the-seam', 'bot/host/a.ts', '#workflow/step.ts'],
  ['tab-sees-the-contract', 'tab/a.ts', '#workflow/step.ts'],
  ['tab-runs-in-a-browser', 'tab/b.ts', 'node:fs'],
  ['nothing-imports-infra', 'src/server/b.ts', '../../infra/zip.ts'],
  ['sandbox-speaks-protocols', 'infra/sandbox/a.ts', '#server/edge.ts'],
  ['only-compose-composes', 'src/server/c.ts', '#src/compose.ts'],
  ['no-development-package-in-the-server', 'src/server/d.ts', 'vite'],
  ['everything-resolves', 'src/server/e.ts', './nowhere.ts'],
  ['botbuilder-in-the-host', 'src/server/f.ts', 'botbuilder'],
  ['graph-client-in-its-adapter', 'src/server/g.ts', '@microsoft/microsoft-graph-client'],
  ['teamsfx-in-one-file', 'src/adapters/tokens/form.ts', '@microsoft/teamsfx'],
  ['docx-in-word', 'src/server/h.ts', 'docx'],
  ['pg-boss-in-jobs', 'src/server/i.ts', 'pg-boss'],
  ['store-libraries-in-the-store', 'src/server/j.ts', 'kysely'],
  ['csv-in-the-caseload', 'src/server/l.ts', 'csv-parse'],
  ['teams-js-in-the-tab', 'infra/sandbox/b.ts', '@microsoft/teams-js'],
  ['adaptivecards-never-shipped', 'src/server/k.ts', 'adaptivecards'],
  ['no-cycles', 'src/domain/pep/d.ts', './e.ts'],
] as const;

/** What each room is for, and so may be imported there. */
const allowed = [
  // The other half of the circle above, which is reported once, where it begins.
  ['src/domain/pep/e.ts', './d.ts'],
  ['src/domain/fine.ts', 'zod'],
  ['src/authorities/fine.ts', '#domain/fine.ts'],
  ['src/contract/fine.ts', '#domain/fine.ts'],
  ['src/workflow/step.ts', '#domain/fine.ts'],
  ['src/workflow/ports.ts', '#domain/fine.ts'],
  ['src/word/fine.ts', 'docx'],
  ['src/adapters/db/store.ts', 'kysely'],
  ['src/adapters/graph/client.ts', '#workflow/ports.ts'],
  ['src/adapters/graph/types.ts', '@microsoft/microsoft-graph-types'],
  ['src/adapters/caseload/fine.ts', 'csv-parse'],
  ['src/adapters/jobs/fine.ts', '#adapters/db/store.ts'],
  ['src/adapters/tokens/entra.ts', '@microsoft/teamsfx'],
  ['src/server/edge.ts', '#workflow/step.ts'],
  ['src/compose.ts', '#adapters/graph/client.ts'],
  ['bot/cards/fine.ts', '#domain/fine.ts'],
  ['bot/actions/fine.ts', '#workflow/step.ts'],
  ['bot/host/host.ts', 'botbuilder'],
  ['tab/fine.ts', '@microsoft/teams-js'],
  ['infra/sandbox/fine.ts', '#src/compose.ts'],
  ['infra/zip.ts', 'node:zlib'],
] as const;

/** A package of types has nothing to import but types. */
const source = (imported: string): string =>
  imported.endsWith('-types')
    ? `import type * as it from '${imported}';\nexport type Seen = typeof it;\n`
    : `import * as it from '${imported}';\nexport const seen = it;\n`;

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe('the map of rooms', () => {
  const project = resolve(import.meta.dirname, '../..');
  let folder: string;
  let found: ReadonlySet<string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rooms-'));
    for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
      await cp(join(project, name), join(folder, name));
    }
    await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, imported] of [...breaches.map(([, ...it]) => it), ...allowed]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), source(imported));
    }
    found = await violations();
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  /** depcruise ends with the number of errors as its exit code, and its report on the way out. */
  function violations(): Promise<ReadonlySet<string>> {
    const cruiser = join(project, 'node_modules/dependency-cruiser');
    const flags = ['--preserve-symlinks', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    return new Promise((done, fail) => {
      execFile(
        process.execPath,
        [join(cruiser, 'bin/dependency-cruiser.mjs'), ...flags, 'src', 'bot', 'tab', 'infra'],
        { cwd: folder, maxBuffer: 64_000_000 },
        (_, stdout, stderr) => {
          if (stdout === '') return fail(new Error(`depcruise said nothing: ${stderr}`));
          const { summary } = report.parse(JSON.parse(stdout));
          done(new Set(summary.violations.map((it) => `${it.rule.name}: ${it.from}`)));
        },
      );
    });
  }

  it.each(breaches)('%s refuses %s that imports %s', (rule, path) => {
    expect([...found].filter((it) => it.endsWith(path))).toContain(`${rule}: ${path}`);
  });

  it.each(allowed)('%s may import %s', (path) => {
    expect([...found].filter((it) => it.endsWith(`: ${path}`))).toEqual([]);
  });
});
