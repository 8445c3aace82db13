import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright';
import { aSandbox, type TestSandbox } from '#test/support/aSandbox.ts';
import { launchChromium } from '#test/support/chromium.ts';

/** The machine may be busy: whatever is looked for is waited for this long, and never slept for. */
export const patience = 30_000;
const screens = 'test-results/screens';

/** Somebody at a browser of their own. */
export type Seat = {
  readonly person: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** The app where the personal tab or a meeting's tab shows it. */
  readonly app: FrameLocator;
  /** The app beside the call. */
  readonly panel: FrameLocator;
  /** One of the rooms on the left. */
  readonly room: (name: string) => Promise<void>;
};

export type Stage = {
  readonly sandbox: TestSandbox;
  readonly browser: Browser;
  readonly sit: (person: string, options?: BrowserContextOptions) => Promise<Seat>;
  readonly close: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const [sandbox, browser] = await Promise.all([aSandbox(), launchChromium()]);
  const stage: Stage = {
    sandbox,
    browser,
    sit: (person, options = {}) => sit(stage, person, options),
    close: async () => {
      await browser.close();
      await stage.sandbox.close();
    },
  };
  return stage;
}

async function sit(
  { sandbox, browser }: Stage,
  person: string,
  options: BrowserContextOptions,
): Promise<Seat> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What fades in is half seen for a moment: pictures and checks are of what is there.
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await page.goto(`${sandbox.address}/sandbox#as=${person}`);
  return {
    person,
    context,
    page,
    app: page.frameLocator('iframe[title^="Education Review"]:not([title$="side panel"])'),
    panel: page.frameLocator('iframe[title="Education Review side panel"]'),
    room: async (name) =>
      await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click(),
  };
}

/** Leads straight to what a test is about; people click their way, and so does the journey. */
export async function openAt(
  { sandbox }: Stage,
  seat: Seat,
  place: Readonly<Record<string, string>>,
): Promise<void> {
  const words = new URLSearchParams({ as: seat.person, ...place });
  await seat.page.goto('about:blank');
  await seat.page.goto(`${sandbox.address}/sandbox#${words.toString()}`);
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: join(screens, `${name}.png`) });
}

/** Seen, or the test fails with what was looked for. */
export async function see(...wanted: readonly Locator[]): Promise<void> {
  await Promise.all(wanted.map(async (each) => await each.first().waitFor({ state: 'visible' })));
}

export async function seeNot(...unwanted: readonly Locator[]): Promise<void> {
  await Promise.all(unwanted.map(async (each) => await each.first().waitFor({ state: 'hidden' })));
}
