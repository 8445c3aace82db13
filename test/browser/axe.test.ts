import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoCaseload } from '#sandbox/demoCaseload.ts';
import {
  boardOf,
  book,
  childNamed,
  dueList,
  fillWhatIsMissing,
  hold,
  markAttendance,
  pepFor,
  tryWriting,
  write,
  writeTarget,
} from '#test/journey/steps.ts';
import { openAt, openStage, patience, type Seat, see, shoot, type Stage } from './stage.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const themes = ['default', 'dark', 'contrast'] as const;
const narrow = { viewport: { width: 1024, height: 800 } };

/** Everything a checker finds on the page and in its frames, as somebody can read it. */
async function faultsOn(page: Page, screen: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(standards)
    .exclude('[data-tabster-dummy]')
    .exclude(['iframe', '[data-tabster-dummy]'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${screen}: ${id} at ${target.join(' › ')}: ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

/** WCAG 2.0 to 2.2, A and AA, on every screen, with what opens on it open. */
describe('every screen can be read and used by everybody', { timeout: 240_000 }, () => {
  let stage: Stage;
  let meeting = '';
  let pep = '';
  let finished = '';
  const seats = new Map<string, Seat>();
  const seat = async (person: string): Promise<Seat> => {
    const found = seats.get(person) ?? (await stage.sit(person, narrow));
    seats.set(person, found);
    return found;
  };
  const faults: string[] = [];
  const check = async (page: Page, screen: string) => void faults.push(...(await faultsOn(page, screen)));
  const app = (path: string) => ({ at: 'app', open: `/tab/personal#${path}` });

  /** One look at a place in each theme. */
  const checkThemes = async (
    who: Seat,
    screen: string,
    there: Readonly<Record<string, string>>,
    isThere: (app: FrameLocator) => Promise<void>,
  ) => {
    for (const theme of themes) {
      await openAt(stage, who, { ...there, theme });
      await isThere(who.app);
      await check(who.page, `${screen}, ${theme}`);
    }
  };

  beforeAll(async () => {
    stage = await openStage();
    const { sandbox } = stage;
    const leila = (await childNamed(sandbox, 'Leila Marsh')).child.id;
    const precious = (await childNamed(sandbox, 'Precious Nwosu')).child.id;
    const jonah = (await childNamed(sandbox, 'Jonah Fairweather')).child.id;
    const past = await book(sandbox, precious, { startsAt: '2026-12-04T15:30', endsAt: '2026-12-04T16:30' });
    finished = await hold(sandbox, 'designated-teacher-3', past, [
      'socialWorker',
      'designatedTeacher',
      'officer',
    ]);
    await sandbox.call('designated-teacher-3', 'POST', `/api/peps/${finished}/submit`);
    await book(sandbox, jonah, { startsAt: '2026-12-03T15:30', endsAt: '2026-12-03T16:30' });
    meeting = await book(sandbox, leila);
    pep = (await boardOf(sandbox, meeting)).pep ?? '';
    await sandbox.settle();
  }, 120_000);
  beforeEach(() => void faults.splice(0));
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [name, { page }] of seats) await shoot(page, `failed-axe-${name}`);
  });
  afterAll(() => stage.close());

  it('the due list, with filters on, a reason open, and a child', async () => {
    const who = await seat('coordinator');
    const { page, app: list } = who;
    await checkThemes(who, 'due list', app('/due'), async (frame) => await see(frame.getByRole('table')));
    await openAt(stage, who, app('/due'));
    await list.getByRole('searchbox').fill('leila marsh');
    await see(list.getByText(/Showing 1 of \d+/));
    await check(page, 'due list, filters on');
    await list.getByRole('button', { name: 'Why: Leila Marsh' }).click();
    await see(list.getByText('Source: LE-01'));
    await check(page, 'due list, why');
    await page.keyboard.press('Escape');
    await list.getByRole('button', { name: 'Leila Marsh', exact: true }).click();
    await see(list.getByRole('heading', { name: 'Next deadline' }));
    await check(page, 'child');
    expect(faults).toEqual([]);
  });

  it('booking, with its remarks; the board and its dialogs', async () => {
    const who = await seat('coordinator');
    const { page, app: frame } = who;
    const unbooked = (await dueList(stage.sandbox)).find((row) => row.stage === 'notBooked')?.child.id ?? '';
    await checkThemes(
      who,
      'booking',
      app(`/book/${unbooked}`),
      async (there) => await see(there.getByRole('heading', { name: 'Check and send' })),
    );
    const send = frame.getByRole('button', { name: /^Book and invite/ });
    await expect
      .poll(async () => await send.getAttribute('aria-disabled'), { timeout: patience })
      .not.toBe('true');
    await send.click();
    await see(frame.getByText('Some parts above still need you: they are marked.'));
    await check(page, 'booking, what is lacking');
    await checkThemes(
      who,
      'board',
      app(`/board/${meeting}`),
      async (there) => await see(there.getByRole('heading', { name: 'What was set up' })),
    );
    for (const name of ['Move', 'Cancel the meeting']) {
      await openAt(stage, who, app(`/board/${meeting}`));
      await frame.getByRole('button', { name, exact: true }).click();
      const dialog = frame.getByRole('dialog');
      await see(dialog);
      await check(page, `board, ${name}`);
      await dialog.getByRole('button', { name }).click();
      await see(dialog.getByText('Please give a reason, in a sentence.'));
      await check(page, `board, ${name}, what is lacking`);
    }
    expect(faults).toEqual([]);
  });

  it('import with a faulty report, and roles', async () => {
    const who = await seat('coordinator');
    const { page, app: frame } = who;
    await openAt(stage, who, app('/import'));
    await see(frame.getByRole('button', { name: 'Choose files' }));
    await check(page, 'import');
    const files = (demoCaseload()[0]?.files ?? []).map(({ name, text }) => {
      const faulty = text
        .split('\r\n')
        .map((line, at) =>
          at === 3 && name === 'children.csv' ? line.replace(/\d\d\/\d\d\/\d{4}/, '31/02/2019') : line,
        );
      return { name, mimeType: 'text/csv', buffer: Buffer.from(faulty.join('\r\n')) };
    });
    const choosing = page.waitForEvent('filechooser');
    await frame.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles(files);
    await frame.getByRole('button', { name: /^Import / }).click();
    await see(frame.getByText('DOB'));
    await check(page, 'import, report');
    await openAt(stage, who, app('/roles'));
    await see(frame.getByRole('heading', { name: 'Roles' }), frame.getByRole('heading', { level: 2 }));
    await check(page, 'roles');
    expect(faults).toEqual([]);
  });

  it('the quality queue, the document, and the dialogs of sign-off', async () => {
    const who = await seat('officer');
    const { page, app: frame } = who;
    await openAt(stage, who, app('/reviews'));
    await see(frame.getByRole('heading', { level: 2 }));
    await check(page, 'my reviews');
    await checkThemes(
      who,
      'queue',
      app('/quality'),
      async (there) => await see(there.getByRole('heading', { name: 'Plans to read' })),
    );
    const there = app(`/plan/${finished}`);
    await openAt(stage, who, there);
    await frame.getByRole('button', { name: 'Start reading' }).click();
    await checkThemes(who, 'document', there, async (frame) => {
      await frame.getByRole('tab', { name: 'Document' }).click();
      await see(frame.getByRole('article'));
    });
    await openAt(stage, who, there);
    await frame.getByRole('button', { name: 'Return with a reason' }).click();
    await see(frame.getByRole('dialog'));
    await check(page, 'return');
    await page.keyboard.press('Escape');
    await frame.getByRole('button', { name: 'Sign off' }).click();
    await see(frame.getByRole('dialog').getByText('Goes to').nth(1));
    await check(page, 'sign off');
    await frame.getByRole('button', { name: 'Sign off and send' }).click();
    await see(frame.getByText(/Can be opened by/).nth(1));
    await check(page, 'deliveries');
    expect(faults).toEqual([]);
  });

  it('the room beside the call, item by item, with its agenda open, and two versions of a field', async () => {
    const { sandbox } = stage;
    await sandbox.moveClock('2026-12-01T15:25:00Z');
    const chat =
      sandbox.world.state.chats.find(({ id }) =>
        sandbox.world.state.meetings.some(
          (one) =>
            one.threadId === id &&
            one.eventId ===
              sandbox.world.state.events.find(({ transactionId }) => transactionId === meeting)?.id,
        ),
      )?.id ?? '';
    const who = await seat('designated-teacher');
    const { page, panel } = who;
    await openAt(stage, who, { at: `meeting:${chat}` });
    await see(panel.getByRole('heading', { level: 2 }));
    await check(page, 'side panel, before');
    await sandbox.call('designated-teacher', 'POST', `/api/meetings/${meeting}/start`);
    for (const theme of themes) {
      await openAt(stage, who, { at: `meeting:${chat}`, theme });
      await see(panel.getByText(/Move everyone with me|Follow chair/));
      await check(page, `side panel, ${theme}`);
    }
    await openAt(stage, who, { at: `meeting:${chat}` });
    const next = panel.getByRole('button', { name: 'Next', exact: true });
    for (let item = 2; item <= 9; item += 1) {
      await next.click();
      await see(panel.getByText(new RegExp(`^${item} of 9`)));
      if (item === 4) await twoVersions(panel);
      if (item === 8) await panel.getByRole('button', { name: 'Add a target' }).click();
      await check(page, `side panel, item ${item}`);
    }
    await panel.getByRole('button', { name: /^9 of 9/ }).click();
    await see(panel.getByRole('navigation', { name: 'Agenda' }));
    await check(page, 'side panel, agenda open');
    expect(faults).toEqual([]);
  });

  /** Somebody else's words come while these cannot leave. */
  async function twoVersions(panel: FrameLocator): Promise<void> {
    const { context } = await seat('designated-teacher');
    await context.setOffline(true);
    await panel.getByRole('textbox', { name: 'Maths' }).fill('Secure to ten.');
    await see(panel.getByText('Not saved yet: no connection. Your words are kept here.'));
    await write(stage.sandbox, 'officer', pep, { 'progress/maths': 'Ahead of the class.' });
    await context.setOffline(false);
    await see(panel.getByRole('group', { name: 'Two versions of Maths' }));
  }

  it('the room at full width, item by item, and with the pupil there', async () => {
    const who = await seat('officer');
    const { page, app: frame } = who;
    for (const theme of themes) {
      await openAt(stage, who, { ...app(`/room/${meeting}`), theme });
      await see(frame.getByRole('navigation', { name: 'Agenda' }));
      await check(page, `room, ${theme}`);
    }
    await openAt(stage, who, app(`/room/${meeting}`));
    const items = frame.getByRole('navigation', { name: 'Agenda' }).getByRole('button');
    await see(items);
    for (let item = 0; item < 9; item += 1) {
      await items.nth(item).click();
      await expect
        .poll(async () => await items.nth(item).getAttribute('aria-current'), { timeout: patience })
        .toBe('step');
      await check(page, `room, item ${item + 1}`);
    }
    await stage.sandbox.call('designated-teacher', 'POST', `/api/meetings/${meeting}/pupil`, {
      isPresent: true,
    });
    await see(frame.getByText('The pupil is here'));
    await check(page, 'room, the pupil is there');
    await stage.sandbox.call('designated-teacher', 'POST', `/api/meetings/${meeting}/pupil`, {
      isPresent: false,
    });
    expect(faults).toEqual([]);
  });

  it('the plan with what is left to do, and completing it', async () => {
    const { sandbox } = stage;
    const who = await seat('designated-teacher');
    const { page, app: frame } = who;
    await checkThemes(
      who,
      'plan',
      app(`/plan/${pep}`),
      async (there) => await see(there.getByText(/things left/)),
    );
    const { fields } = await pepFor(sandbox, 'designated-teacher', pep);
    const version = (path: string) => fields.find((field) => field.path === path)?.version ?? 0;
    for (const [path, value] of [
      ['next-meeting/date', '2027-03-18'],
      ['next-meeting/time', '15:30'],
      ['next-meeting/venue', 'Library meeting room'],
    ] as const)
      await tryWriting(sandbox, 'designated-teacher', pep, { path, value, baseVersion: version(path) });
    await markAttendance(sandbox, 'designated-teacher', meeting, [
      'socialWorker',
      'designatedTeacher',
      'officer',
    ]);
    await sandbox.call('designated-teacher', 'POST', `/api/meetings/${meeting}/end`);
    await openAt(stage, who, app(`/room/${meeting}`));
    await see(frame.getByRole('heading', { name: 'The meeting has ended' }));
    await check(page, 'room, ended');
    await writeTarget(sandbox, 'designated-teacher', pep);
    await fillWhatIsMissing(sandbox, 'designated-teacher', pep);
    await openAt(stage, who, app(`/plan/${pep}`));
    await frame.getByRole('button', { name: 'Complete' }).click();
    await see(frame.getByRole('dialog'));
    await check(page, 'complete');
    expect(faults).toEqual([]);
  });

  it('the door, what lies behind it, and the two plain pages', async () => {
    const { sandbox, browser } = stage;
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    const mailed = (subject: RegExp) =>
      sandbox.world.state.mail
        .filter(
          (one) =>
            subject.test(one.subject) && one.to.some(({ address }) => address === 'joan.pettifer@mail.test'),
        )
        .at(-1)?.content ?? '';
    const link =
      /\/door\/[\w-]+/.exec(
        sandbox.world.state.mail
          .filter(
            ({ content, to }) =>
              content.includes('/door/') && to.some(({ address }) => address === 'joan.pettifer@mail.test'),
          )
          .at(-1)?.content ?? '',
      )?.[0] ?? '';
    await page.goto(sandbox.address + link);
    await see(page.getByRole('button', { name: 'Send me a code' }));
    await check(page, 'door');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await see(page.getByRole('heading', { name: 'Type the code' }));
    await check(page, 'door, code');
    await expect.poll(() => mailed(/^Your code/), { timeout: patience }).toMatch(/\b\d{6}\b/);
    await page
      .getByRole('textbox', { name: 'Code from the email' })
      .fill(/\b(\d{6})\b/.exec(mailed(/^Your code/))?.[1] ?? '');
    await page.getByRole('button', { name: 'Open my reviews' }).click();
    await see(page.getByRole('heading', { level: 2 }));
    await check(page, 'my reviews, at 320 px');
    for (const path of ['/privacy', '/terms']) {
      await page.goto(sandbox.address + path);
      await check(page, path);
    }
    await context.close();
    expect(faults).toEqual([]);
  });

  it('the sandbox’s own page, room by room, with its menus open', async () => {
    const who = await seat('social-worker');
    const { page } = who;
    for (const at of ['chat', 'calendar', 'files', 'mail', 'app'])
      for (const theme of at === 'chat' ? themes : (['default'] as const)) {
        await openAt(stage, who, { at, theme });
        await see(page.getByRole('main').getByRole('heading').or(page.getByRole('main').locator('iframe')));
        if (at === 'chat') await see(page.getByRole('main').getByRole('button', { name: /Open|Join|Yes/ }));
        await check(page, `sandbox, ${at}, ${theme}`);
      }
    await page.getByRole('button', { name: /^You are/ }).click();
    await see(page.getByRole('menu'));
    await check(page, 'sandbox, who one is');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Theme' }).click();
    await see(page.getByRole('menu'));
    await check(page, 'sandbox, themes');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /works$/ }).click();
    await see(page.getByRole('dialog'));
    await check(page, 'sandbox, a bad day');
    const carer = await seat('carer');
    await see(carer.page.getByRole('heading', { name: 'Inbox' }));
    await check(carer.page, 'sandbox, mail');
    await openAt(stage, await seat('carer-telephone'), {});
    await check((await seat('carer-telephone')).page, 'sandbox, telephone only');
    expect(faults).toEqual([]);
  });
});
