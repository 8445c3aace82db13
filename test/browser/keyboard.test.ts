import type { FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, childNamed, hold } from '#test/journey/steps.ts';
import { hostPage } from './host.ts';
import { openAt, openStage, patience, type Seat, see, seeNot, type Stage } from './stage.ts';

describe('without a mouse', { timeout: 120_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage.close());

  it('the coordinator books', async () => {
    const { page, app } = await stage.sit('coordinator');
    await app.getByRole('searchbox').focus();
    await page.keyboard.type('leila marsh');
    await see(app.getByText(/Showing 1 of \d+/));
    await tabTo(page, app, 'Leila Marsh');
    await page.keyboard.press('Enter');
    await see(app.getByRole('link', { name: 'Book' }));
    await tabTo(page, app, 'Book');
    await page.keyboard.press('Enter');
    await see(app.getByRole('heading', { name: 'Times that keep the rules' }));
    const time = (
      await app
        .getByRole('button', { name: /1 December/ })
        .first()
        .innerText()
    ).trim();
    await tabTo(page, app, time);
    await page.keyboard.press('Space');
    await tabTo(page, app, 'Where');
    await page.keyboard.type('Library meeting room');
    await page.keyboard.press('Tab');
    const send = app.getByRole('button', { name: /^Book and invite/ });
    await expect
      .poll(async () => await send.getAttribute('aria-disabled'), { timeout: patience })
      .not.toBe('true');
    const reasons = await app.getByRole('list', { name: 'Rules not met' }).getByRole('textbox').count();
    await app.getByRole('textbox', { name: 'Where' }).focus();
    for (let one = 0; one < reasons; one += 1) {
      await tabTo(page, app, 'Your reason for going ahead (it is kept)');
      await page.keyboard.type('Agreed with the social worker');
    }
    await tabTo(page, app, /^Book and invite/);
    await page.keyboard.press('Enter');
    await see(app.getByRole('heading', { name: 'What was set up' }));
    await page.context().close();
  });

  it('Escape closes what was opened, and the focus is back where it was', async () => {
    const seat = await stage.sit('coordinator');
    const { page, app } = seat;
    await app.getByRole('searchbox').fill('leila marsh');
    await see(app.getByText(/Showing 1 of \d+/));
    await opensAndEscapes(page, app, { opener: 'Why: Leila Marsh', kind: 'group' });
    await opensAndEscapes(page, app, { opener: 'Leila Marsh', kind: 'dialog' });
    const meeting = await leilasMeeting(stage);
    await openAt(stage, seat, { at: 'app', open: `/tab/personal#/board/${meeting}` });
    await opensAndEscapes(page, app, { opener: 'Move', kind: 'dialog' });
    await opensAndEscapes(page, app, { opener: 'Cancel the meeting', kind: 'dialog' });
    await page.context().close();
  });

  it('the chair walks through the meeting in the side panel; the focus is never under a bar', async () => {
    const meeting = await leilasMeeting(stage);
    await stage.sandbox.settle(meeting);
    await stage.sandbox.moveClock('2026-12-01T15:25:00Z');
    const { page, app } = await framed(stage, 'officer', { path: '/tab/meeting', width: 320 });
    await see(app.getByRole('heading', { level: 2 }));
    await tabTo(page, app, 'Start meeting');
    await page.keyboard.press('Enter');
    await see(app.getByText('Move everyone with me'));
    const titles: string[] = [];
    for (;;) {
      titles.push(await app.getByRole('heading', { level: 2 }).first().innerText());
      const isLast =
        (await app.getByRole('button', { name: 'Next', exact: true }).getAttribute('aria-disabled')) ===
        'true';
      await tabTo(page, app, isLast ? 'End meeting' : 'Next');
      if (isLast) break;
      await page.keyboard.press('Enter');
      await expect
        .poll(async () => await app.getByRole('heading', { level: 2 }).first().innerText(), {
          timeout: patience,
        })
        .not.toBe(titles.at(-1));
      expect(await app.locator(':focus').innerText()).toBe(
        await app.getByRole('heading', { level: 2 }).first().innerText(),
      );
    }
    expect(titles).toHaveLength(9);
    await page.context().close();
  });

  it('nothing scrolls sideways at 320 px, on any page', async () => {
    const { sandbox } = stage;
    const leila = await childNamed(sandbox, 'Leila Marsh');
    const precious = await childNamed(sandbox, 'Precious Nwosu');
    const meeting = await book(sandbox, precious.child.id, {
      startsAt: '2026-12-11T15:30',
      endsAt: '2026-12-11T16:30',
    });
    const pep = await hold(sandbox, 'designated-teacher-3', meeting, ['socialWorker', 'designatedTeacher']);
    const first = leila.meeting?.id ?? '';
    const jonah = await childNamed(sandbox, 'Jonah Fairweather');
    const pages = [
      ['coordinator', '/tab/personal#/due'],
      ['coordinator', '/tab/personal#/reviews'],
      ['coordinator', '/tab/personal#/import'],
      ['coordinator', '/tab/personal#/roles'],
      ['coordinator', `/tab/personal#/book/${jonah.child.id}`],
      ['coordinator', `/tab/personal#/board/${first}`],
      ['officer', '/tab/personal#/quality'],
      ['officer', `/tab/personal#/room/${first}`],
      ['designated-teacher-3', `/tab/personal#/room/${meeting}`],
      ['designated-teacher-3', `/tab/personal#/plan/${pep}`],
      ['officer', `/tab/personal#/plan/${pep}`],
    ] as const;
    const wide: string[] = [];
    for (const [person, path] of pages) {
      const { page, app } = await framed(stage, person, { path, width: 320 });
      await see(app.getByRole('heading').first());
      await app.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      const width = await app.locator('html').evaluate((html) => html.scrollWidth);
      if (width > 320) wide.push(`${person} ${path.replace(/[^/]*$/, '')} is ${width} px wide`);
      await page.context().close();
    }
    expect(wide).toEqual([]);
  });
});

type Framed = Pick<Seat, 'page' | 'app'>;

/** The app alone, as wide as a side panel or a telephone. */
async function framed(
  { sandbox, browser }: Stage,
  person: string,
  { path, width }: { readonly path: string; readonly width: number },
): Promise<Framed> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const chatId = sandbox.world.state.chats.find(({ kind }) => kind === 'meeting')?.id ?? '';
  const isPanel = path === '/tab/meeting';
  const body = hostPage({
    app: path,
    token: await sandbox.token(person),
    frame: isPanel ? 'sidePanel' : 'content',
    width,
    ...(isPanel ? { chatId } : {}),
  });
  await page.route(`${sandbox.address}/host`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${sandbox.address}/host`);
  return { page, app: page.frameLocator('iframe') };
}

/** Presses Tab until that is reached; each stop on the way must be seen, and under nothing. */
async function tabTo(page: Page, app: FrameLocator, wanted: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let turn = 0; turn < 120; turn += 1) {
    await page.keyboard.press('Tab');
    const stop = await app.locator('body').evaluate(whereFocusIs);
    if (stop === null) continue;
    // A rule that is answered shortens the page under the focus: the page has a moment to bring it back into sight.
    await expect
      .poll(async () => (await app.locator('body').evaluate(whereFocusIs))?.trouble, {
        message: `${stop.name} in ${await page.title()}`,
        timeout: 5000,
      })
      .toBe('');
    passed.push(stop.name);
    if (typeof wanted === 'string' ? stop.name === wanted : wanted.test(stop.name)) return;
  }
  throw new Error(`Tab never came to ${String(wanted)}, only to: ${passed.join(' | ')}`);
}

/** Runs in the page. Null outside of anything a person stops at. */
function whereFocusIs(body: Element): { readonly name: string; readonly trouble: string } | null {
  const page = body.ownerDocument;
  const focused = page.activeElement;
  if (focused === null || focused === body || focused.hasAttribute('data-tabster-dummy')) return null;
  const labels =
    focused instanceof HTMLInputElement ||
    focused instanceof HTMLTextAreaElement ||
    focused instanceof HTMLSelectElement
      ? [...(focused.labels ?? [])]
      : [];
  const words = focused.getAttribute('aria-label') ?? labels[0]?.textContent ?? focused.textContent;
  const name = words.replace(/\*$/, '').trim();
  const { left, top, width, height } = focused.getBoundingClientRect();
  const middle = { x: left + width / 2, y: top + Math.min(height, 40) / 2 };
  const hit = page.elementFromPoint(middle.x, middle.y);
  const belongs =
    hit !== null &&
    (focused.contains(hit) ||
      hit.contains(focused) ||
      labels.some((label) => label.contains(hit)) ||
      hit.parentElement?.contains(focused) === true);
  if (!belongs)
    return {
      name,
      trouble: `is under ${hit?.outerHTML.slice(0, 80) ?? 'nothing: out of the window'} at ${Math.round(middle.x)}, ${Math.round(middle.y)}`,
    };
  // A date's box passes its focus on to its parts, and is underlined like every other box.
  return {
    name,
    trouble: focused.matches('input:focus-within, :focus-visible') ? '' : 'does not show its focus',
  };
}

/** The meeting that the first test booked, or one of its own where that test did not come so far. */
async function leilasMeeting({ sandbox }: Stage): Promise<string> {
  const { child, meeting } = await childNamed(sandbox, 'Leila Marsh');
  return meeting?.id ?? (await book(sandbox, child.id));
}

async function opensAndEscapes(
  page: Page,
  app: FrameLocator,
  { opener, kind }: { readonly opener: string; readonly kind: 'dialog' | 'group' },
): Promise<void> {
  const button = app.getByRole('button', { name: opener, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const opened = kind === 'group' ? app.getByText(/^Source: /).first() : app.getByRole('dialog');
  await see(opened);
  await page.keyboard.press('Escape');
  await seeNot(opened);
  await expect
    .poll(async () => await button.evaluate((element) => element === element.ownerDocument.activeElement), {
      timeout: patience,
    })
    .toBe(true);
}
