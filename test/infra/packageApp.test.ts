import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzip } from '#test/support/unzip.ts';
import { demonstration, fillManifest, manifestFaults, packageApp } from '../../infra/packageApp.ts';

const real = {
  TAB_HOST: 'reviews.council.test',
  TEAMS_APP_ID: '7d2f6b8e-3c51-4a0e-9b7c-1f0a5d3e8c21',
  CLIENT_ID: '5b0c9f14-8a7e-4d36-b2c1-9e4f7a6d0b35',
  BOT_ID: '1e8d3a72-6f4b-4c95-a0d8-2b7c5e9f1a46',
} as const;

describe('the app package', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'app-package-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const manifestOf = async (path: string): Promise<string> =>
    String(unzip(await readFile(path)).get('manifest.json'));

  it('with no settings holds a manifest without placeholders, and says which settings are missing', async () => {
    const made = await packageApp({}, folder);
    const manifest = await manifestOf(made.path);
    expect(manifest).not.toContain('${{');
    expect([...made.missing].sort()).toEqual(Object.keys(demonstration).sort());
    expect(await manifestFaults(manifest)).toEqual([]);
  });

  it('holds the manifest and both icons, unharmed, at its top', async () => {
    const { path } = await packageApp({}, folder);
    const files = unzip(await readFile(path));
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(files.get('color.png')).toEqual(await readFile('appPackage/color.png'));
    expect(files.get('outline.png')).toEqual(await readFile('appPackage/outline.png'));
  });

  it('carries the settings of a tenant, and nothing of the demonstration', async () => {
    const made = await packageApp(real, folder);
    const manifest = await manifestOf(made.path);
    expect(made.missing).toEqual([]);
    for (const value of Object.values(real)) expect(manifest).toContain(value);
    for (const value of Object.values(demonstration)) expect(manifest).not.toContain(value);
  });

  it('is refused when half the settings are made, naming the others', async () => {
    const half = { TAB_HOST: real.TAB_HOST, BOT_ID: real.BOT_ID };
    await expect(packageApp(half, folder)).rejects.toThrow(/TEAMS_APP_ID.*CLIENT_ID/);
  });

  it('is refused when a setting makes a manifest that Teams would refuse', async () => {
    await expect(packageApp({ ...real, TEAMS_APP_ID: 'not-an-id' }, folder)).rejects.toThrow(
      'would be refused',
    );
  });

  it('a placeholder that nothing sets is a fault, not an empty word', () => {
    expect(() => fillManifest('{"id":"${{NOBODY_SETS_THIS}}"}', real)).toThrow('NOBODY_SETS_THIS');
  });

  it('the same settings give the same bytes', async () => {
    const [first, second] = [await packageApp(real, folder), await packageApp(real, join(folder, 'again'))];
    expect(await readFile(second.path)).toEqual(await readFile(first.path));
  });
});
