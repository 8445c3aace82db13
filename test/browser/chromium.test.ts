import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findChromium, launchChromium } from '#test/support/chromium.ts';

describe('the browser of the tests', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 600_000);
  afterAll(() => browser.close());
  afterEach(() => vi.unstubAllEnvs());

  const faultsOf = async (body: string): Promise<readonly string[]> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const html = `<!doctype html><html lang="en-GB"><title>A page</title><main>${body}</main></html>`;
    await page.goto(`data:text/html,${encodeURIComponent(html)}`);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
    await context.close();
    return violations.map((violation) => violation.id);
  };

  it('shows a page, and axe finds nothing in a labelled form', async () => {
    expect(await faultsOf('<h1>Review</h1><label>Note <input></label>')).toEqual([]);
  });

  it('and axe does find an input without a label', async () => {
    expect(await faultsOf('<h1>Review</h1><input>')).toContain('label');
  });

  it('a CHROMIUM_PATH that leads nowhere is named, not passed over', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
    await expect(findChromium()).rejects.toThrow('CHROMIUM_PATH says /nowhere/chromium');
  });
});
