import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest';
import { zip } from './zip.ts';

/** What the manifest leaves open. With none set the package is for looking at: its host answers nowhere. */
export const demonstration = {
  TAB_HOST: 'reviews.example.test',
  TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
  CLIENT_ID: '00000000-0000-4000-8000-000000000002',
  BOT_ID: '00000000-0000-4000-8000-000000000003',
} as const;

type Settings = Readonly<Record<string, string | undefined>>;
export type PackagedApp = { readonly path: string; readonly missing: readonly string[] };

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'appPackage');

/** The manifest's text with each `${{NAME}}` replaced, and the names that had to be taken from the demonstration. */
export function fillManifest(
  template: string,
  settings: Settings,
): { readonly text: string; readonly missing: readonly string[] } {
  const examples = new Map<string, string>(Object.entries(demonstration));
  const missing = new Set<string>();
  const text = template.replaceAll(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const given = settings[name];
    if (given !== undefined && given !== '') return given;
    const example = examples.get(name);
    if (example === undefined) throw new Error(`The manifest asks for ${name}, which nothing sets.`);
    missing.add(name);
    return example;
  });
  return { text, missing: [...missing] };
}

/** What Teams' own schema says against a filled manifest: empty when it is accepted. */
export async function manifestFaults(text: string): Promise<readonly string[]> {
  try {
    return await AppManifestUtils.validateAgainstSchema(TeamsManifestConverter.jsonToManifest(text));
  } catch (refusal) {
    // The converter throws at a value outside its closed sets, before the schema is asked.
    return [refusal instanceof Error ? refusal.message : String(refusal)];
  }
}

/** Writes `appPackage.zip` into `folder`; throws with the schema's own words when Teams would refuse it. */
export async function packageApp(settings: Settings, folder = join(source, 'build')): Promise<PackagedApp> {
  const template = await readFile(join(source, 'manifest.json'), 'utf8');
  const { text, missing } = fillManifest(template, settings);
  // A package half real and half demonstration would install and then not work: all or nothing.
  const expected = Object.keys(demonstration);
  if (missing.length > 0 && missing.length < expected.length) {
    throw new Error(`Set ${missing.join(', ')} as well, or none of ${expected.join(', ')}.`);
  }
  const faults = await manifestFaults(text);
  if (faults.length > 0) throw new Error(`The manifest would be refused:\n${faults.join('\n')}`);
  const icon = async (name: string) => ({ name, bytes: await readFile(join(source, name)) });
  const entries = [
    { name: 'manifest.json', bytes: Buffer.from(text) },
    await icon('color.png'),
    await icon('outline.png'),
  ];
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'appPackage.zip');
  await writeFile(path, zip(entries));
  return { path, missing };
}

if (import.meta.main) {
  const made = await packageApp(process.env);
  console.log(`Written: ${made.path}`);
  if (made.missing.length > 0) {
    console.log(`For demonstration only. For your tenant set ${made.missing.join(', ')} and run it again.`);
  }
}
