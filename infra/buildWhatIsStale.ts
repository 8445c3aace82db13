import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../', import.meta.url));
const bundles = [
  {
    name: 'tab',
    config: 'tab/vite.config.ts',
    made: 'dist/tab/index.html',
    from: ['tab', 'src/domain', 'src/contract'],
  },
  {
    name: 'sandbox page',
    config: 'infra/sandbox/page/vite.config.ts',
    made: 'dist/sandbox/index.html',
    from: ['infra/sandbox/page', 'src/domain'],
  },
] as const;

/** Builds a bundle when its sources are not those it was built from: by their content, since a checkout makes all times new. */
export async function buildWhatIsStale(): Promise<void> {
  for (const bundle of bundles) {
    const print = printOf(bundle.from);
    const stamp = join(home, 'dist', `.${bundle.name.replace(' ', '-')}.stamp`);
    if (existsSync(join(home, bundle.made)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print)
      continue;
    process.stdout.write(`Building the ${bundle.name}...\n`);
    const { build } = await import('vite');
    await build({ configFile: join(home, bundle.config), logLevel: 'error' });
    mkdirSync(join(home, 'dist'), { recursive: true });
    writeFileSync(stamp, print);
  }
}

function printOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of [...folders, 'package-lock.json'])
    for (const file of filesIn(join(home, folder)))
      hash.update(file.slice(home.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (/\.(ts|tsx|html|css|svg|json)$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
