import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright';

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const isRoot = process.getuid?.() === 0;

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isExecutable(path)) return path;
  return undefined;
}

function onPath(): readonly string[] {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

function usualPlaces(): readonly string[] {
  const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined ? [] : [folder];
  });
  return [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/snap/bin/chromium',
    ...programs.flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  ];
}

/** Playwright's own download; installs nothing into the system. */
async function playwrightInstalls(): Promise<string | undefined> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000 });
  return firstExecutable([chromium.executablePath()]);
}

async function debianInstalls(): Promise<string | undefined> {
  if (!isRoot || !existsSync('/etc/debian_version')) return undefined;
  await run('apt-get', ['update'], { timeout: 300_000 });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { timeout: 600_000 });
  return firstExecutable(['/usr/bin/chromium']);
}

/** The path of a Chromium, installing one where that is allowed; throws with what to do when there is none. */
export async function findChromium(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (await isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH says ${chosen}, and no program is there. Correct it or unset it.`);
  }
  const found = await firstExecutable([...onPath(), ...usualPlaces(), chromium.executablePath()]);
  if (found !== undefined) return found;
  const reasons: unknown[] = [];
  for (const install of [playwrightInstalls, debianInstalls]) {
    try {
      const installed = await install();
      if (installed !== undefined) return installed;
    } catch (reason) {
      reasons.push(reason);
    }
  }
  throw new Error(
    'The browser tests need Chromium, Chrome or Edge, and none was found or could be installed. ' +
      'Install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium), ' +
      'or set CHROMIUM_PATH to the program.',
    { cause: reasons },
  );
}

/** Opens a browser that asks nothing of the network by itself. Whoever opens it closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    headless: true,
    args: [
      // Chromium's sandbox refuses to start for root, and only then is it left out.
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
