import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostPage } from './host.ts';
import { openStage, patience, see, type Stage } from './stage.ts';

const own = 'https://reviews.example.test';

/** In production the app and Teams have addresses of their own: who may frame the app, and whom the app answers. */
describe('framed from another address, over https', { timeout: 90_000 }, () => {
  let stage: Stage;
  let context: BrowserContext;
  beforeAll(async () => {
    stage = await openStage();
    context = await stage.browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
    context.setDefaultTimeout(patience);
    await context.route(`${own}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const reply = await route.fetch({ url: `${stage.sandbox.address}${pathname}${search}` });
      await route.fulfill({ response: reply });
    });
  }, 120_000);
  afterAll(() => stage.close());

  /** A page at `parent` that frames `path`; what the browser said about it comes along. */
  async function framedBy(parent: string, path: string): Promise<{ page: Page; said: string[] }> {
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const token = await stage.sandbox.token('coordinator');
    const body = hostPage({ app: `${own}${path}`, token, frame: 'content' });
    await page.route(`${parent}/**`, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${parent}/host`);
    return { page, said };
  }

  it.each(['https://teams.microsoft.com', 'https://teams.cloud.microsoft'])('opens in %s', async (parent) => {
    const { page, said } = await framedBy(parent, '/tab/personal');
    await see(page.frameLocator('iframe').getByRole('button', { name: 'Leila Marsh', exact: true }));
    expect(said.filter((words) => words.includes('frame-ancestors'))).toEqual([]);
    await page.close();
  });

  it.each([
    { parent: 'https://teams.microsoft.com.stranger.test', path: '/tab/personal', what: 'a stranger’s page' },
    { parent: 'https://stranger.test', path: '/reviews/any', what: 'a stranger’s page' },
    {
      parent: 'https://teams.microsoft.com',
      path: '/door/any',
      what: 'Teams, as the page behind a mailed link,',
    },
  ])('$what at $parent cannot show $path', async ({ parent, path }) => {
    const { page, said } = await framedBy(parent, path);
    await expect
      .poll(() => said.some((words) => words.includes('frame-ancestors')), { timeout: patience })
      .toBe(true);
    expect(
      page
        .frames()
        .map((frame) => frame.url())
        .filter((url) => url.startsWith(own)),
    ).toEqual([]);
    await page.close();
  });

  it('a framing page that gets past the header still gets no answer: the app talks to Teams alone', async () => {
    const page = await context.newPage();
    await page.route(`${own}/tab/personal`, async (route) => {
      const reply = await route.fetch({ url: `${stage.sandbox.address}/tab/personal` });
      const { 'content-security-policy': _policy, ...headers } = reply.headers();
      await route.fulfill({ response: reply, headers });
    });
    const calls: string[] = [];
    page.on('request', (request) => calls.push(new URL(request.url()).pathname));
    const started = page.waitForRequest(/teamsDoor/);
    const body = hostPage({
      app: `${own}/tab/personal`,
      token: await stage.sandbox.token('coordinator'),
      frame: 'content',
    });
    await page.route('https://stranger.test/**', (route) =>
      route.fulfill({ contentType: 'text/html', body }),
    );
    await page.goto('https://stranger.test/host');
    await started;
    // The same page in Teams has its list by the time this one has been asked and answered twice over.
    await page.evaluate(async () => {
      const frame = document.querySelector('iframe')?.contentWindow;
      for (let turn = 0; turn < 20; turn += 1) {
        frame?.postMessage({ func: 'themeChange', args: ['dark'] }, '*');
        await new Promise((go) => setTimeout(go, 100));
      }
    });
    expect(calls.filter((path) => path.startsWith('/api/'))).toEqual([]);
    await see(page.frameLocator('iframe').getByText('Opening'));
    await page.close();
  });
});
