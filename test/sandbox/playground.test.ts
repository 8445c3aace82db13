import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';

const entry = fileURLToPath(new URL('../../infra/sandbox/playground.ts', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no free port was found');
  return address.port;
}

test(
  'the bot welcomes and helps in Microsoft 365 Agents Playground, through the signing proxy',
  { timeout: 120_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'playground-'));
    const [port, playground] = [await freePort(), await freePort()];
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: dataDir,
      DATA_DIR: dataDir,
      PORT: String(port),
      PLAYGROUND_PORT: String(playground),
    };
    const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((exited) => child.once('exit', exited));
    const browser = await launchChromium();
    try {
      await new Promise<void>((ready, failed) => {
        child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('Open http://') && ready());
        void ended.then((code) => failed(new Error(`the playground ended with ${code}`)));
      });
      const page = await browser.newPage();
      await expect
        .poll(async () => (await fetch(`http://127.0.0.1:${playground}/`).catch(() => null))?.status, {
          timeout: 30_000,
        })
        .toBe(200);
      await page.goto(`http://127.0.0.1:${playground}/`);
      await page.getByText('Hello Helen').waitFor();
      await page.locator('div[role=textbox]').first().click();
      await page.keyboard.type('help');
      await page.getByRole('button', { name: 'Send Message' }).click();
      await page.getByText('What you can ask me').waitFor();
      expect(await page.getByText('my reviews').count()).toBeGreaterThan(0);
    } finally {
      await browser.close();
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
