import { copyFileSync, mkdirSync } from 'node:fs';
import type { FrameLocator, Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, patience, type Seat, see, seeNot, shoot, type Stage } from './stage.ts';

type Name = 'coordinator' | 'designated-teacher' | 'social-worker' | 'officer' | 'carer';

/** The product's whole job in Chromium, with five people at five browsers. Read it from top to bottom. */
describe('five people take one review from due to delivered', { timeout: 120_000 }, () => {
  let stage: Stage;
  const seats = new Map<Name, Seat>();
  const at = (name: Name): Seat => {
    const seat = seats.get(name);
    if (seat === undefined) throw new Error(`${name} does not sit yet`);
    return seat;
  };
  beforeAll(async () => {
    stage = await openStage();
    for (const name of ['coordinator', 'designated-teacher', 'social-worker', 'officer', 'carer'] as const)
      seats.set(name, await stage.sit(name));
  }, 120_000);
  afterAll(() => stage.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [name, { page }] of seats) await shoot(page, `failed-${name}`);
  });

  it('the coordinator finds who is due, and why', async () => {
    const { page, app } = at('coordinator');
    await see(app.getByRole('heading', { name: 'Due list' }), app.getByRole('table'));
    await shoot(page, '01-due-list');
    await app.getByRole('searchbox').fill('leila marsh');
    await see(app.getByText(/Showing 1 of \d+/));
    await app.getByRole('button', { name: 'Why: Leila Marsh' }).click();
    await see(app.getByText('Source: LE-01'));
    await shoot(page, '02-why');
    await page.keyboard.press('Escape');
    await app.getByRole('button', { name: 'Leila Marsh', exact: true }).click();
    await see(app.getByRole('heading', { name: 'Next deadline' }));
    await shoot(page, '03-child');
    await app.getByRole('link', { name: 'Book' }).click();
  });

  it('books by choosing a time and a place, and sees everybody reached', async () => {
    const { page, app } = at('coordinator');
    await app.getByRole('heading', { name: 'Book for Leila Marsh' }).waitFor();
    await app.getByRole('combobox', { name: 'Who chairs' }).selectOption('Designated teacher');
    await app.getByRole('heading', { name: 'Times that keep the rules' }).waitFor();
    await app
      .getByRole('button', { name: /1 December/ })
      .first()
      .click();
    await app.getByRole('textbox', { name: 'Where' }).fill('Library meeting room');
    const book = app.getByRole('button', { name: /^Book and invite \d people$/ });
    const reasons = app.getByRole('list', { name: 'Rules not met' }).getByRole('textbox');
    await see(app.getByRole('list', { name: 'Rules met' }).getByRole('listitem'));
    await shoot(page, '04-booking');
    await expect
      .poll(async () => await book.getAttribute('aria-disabled'), { timeout: patience })
      .not.toBe('true');
    for (const reason of await reasons.all()) await reason.fill('Agreed with the social worker');
    await book.click();
    await see(app.getByRole('heading', { name: 'What was set up' }));
    await see(app.getByText('Card in Teams').nth(2), app.getByText('Email', { exact: true }));
    await seeNot(app.getByText('Waiting'));
    await shoot(page, '05-board');
    expect(stage.sandbox.world.state.events).toHaveLength(1);
  });

  it('the designated teacher answers on the card, and the answer takes the card’s place', async () => {
    const { page, room } = at('designated-teacher');
    await room('Chat');
    const card = page.getByRole('article').filter({ hasText: 'You are invited' });
    await see(card);
    await shoot(page, '06-card');
    await card.getByRole('button', { name: 'Yes, I can come' }).click();
    await see(page.getByText(/You said yes on 23 November/));
    await seeNot(page.getByRole('button', { name: 'Yes, I can come' }));
    await shoot(page, '07-answered');
  });

  it('the carer comes in by the mailed link and a code, and answers there', async () => {
    const { page, context } = at('carer');
    await page.getByRole('list', { name: 'Links in this mail' }).getByRole('button').first().waitFor();
    await shoot(page, '08-mail');
    const opened = context.waitForEvent('page');
    await page.getByRole('list', { name: 'Links in this mail' }).getByRole('button').first().click();
    const door = await opened;
    await door.getByRole('button', { name: 'Send me a code' }).click();
    await see(door.getByRole('heading', { name: 'Type the code' }));
    await shoot(door, '09-door');
    await page.getByRole('link', { name: /Your code/ }).click();
    const letter = page
      .frameLocator('iframe[title="The mail’s text"]')
      .getByText(/\b\d{6}\b/)
      .first();
    const code = /\b(\d{6})\b/.exec(await letter.innerText())?.[1] ?? '';
    await door.getByRole('textbox', { name: 'Code from the email' }).fill(code);
    await door.getByRole('button', { name: 'Open my reviews' }).click();
    await see(door.getByRole('heading', { name: 'Leila Marsh' }));
    expect(new URL(door.url()).pathname).toBe('/tab/personal');
    await door.getByRole('button', { name: 'Yes' }).click();
    await see(door.getByText(/You said yes/));
    await shoot(door, '10-carer-answered');
    const { page: desk, app } = at('coordinator');
    await desk.reload();
    await app.getByRole('button', { name: 'Leila Marsh', exact: true }).click();
    await app.getByRole('link', { name: 'Open the booking' }).click();
    await see(app.getByRole('heading', { name: 'People (2 of 4 coming)' }));
  });

  it('they join five minutes before, and the teacher starts the meeting in the side panel', async () => {
    for (const name of ['designated-teacher', 'officer', 'social-worker'] as const) {
      const { page, room } = at(name);
      await room('Calendar');
      await page.getByRole('button', { name: 'Join' }).click();
      const early = page.getByRole('button', { name: 'Move the clock to five minutes before' });
      if (name === 'designated-teacher') await early.click();
      await page.getByRole('button', { name: 'Join now' }).click();
      await see(page.getByText('You are in the call'));
    }
    const { page, panel } = at('designated-teacher');
    await see(panel.getByRole('button', { name: 'Start meeting' }));
    await shoot(page, '11-call');
    await panel.getByRole('button', { name: 'Start meeting' }).click();
    await see(panel.getByText('Move everyone with me'));
    const officer = at('officer');
    await officer.page.getByRole('button', { name: 'Open at full width' }).click();
    await see(officer.app.getByRole('navigation', { name: 'Agenda' }));
    await shoot(officer.page, '12-full-width');
  });

  it('attendance is taken: who came, who sent apologies', async () => {
    const { panel, page } = at('designated-teacher');
    for (const group of await panel.getByRole('radiogroup').filter({ hasText: 'Sent apologies' }).all())
      await group.getByRole('radio', { name: 'Came', exact: true }).check();
    await see(panel.getByText(/^Saved \d/));
    await see(at('officer').app.getByRole('radio', { name: 'Came', exact: true, checked: true }).nth(3));
    await shoot(page, '13-side-panel');
    const worker = at('social-worker').panel;
    await worker
      .getByRole('textbox', { name: 'Where the child lives, and how it is going' })
      .fill('Settled, and glad of the garden.');
    await worker
      .getByRole('textbox', { name: 'Brothers and sisters who live elsewhere' })
      .fill('Idris Fenwick');
    await fillTheRest(worker);
    await see(worker.getByText(/^Saved \d/));
  });

  it('adults’ items vanish from every screen while the pupil is there', async () => {
    const { panel, page } = at('designated-teacher');
    const officer = at('officer').app;
    await next(panel, 'Carer update');
    await fillTheRest(panel);
    await next(panel, 'Pupil’s views');
    const inAgenda = officer
      .getByRole('navigation', { name: 'Agenda' })
      .getByText('Introductions and care update');
    await see(inAgenda);
    await panel.getByRole('button', { name: 'Pupil has come in' }).click();
    await see(panel.getByText('The pupil is here'), officer.getByText('The pupil is here'));
    await see(panel.getByText(/of 8 · Pupil’s views/));
    await seeNot(inAgenda, at('social-worker').panel.getByText('Settled, and glad of the garden.'));
    await shoot(page, '14-pupil-is-here');
    await shoot(at('officer').page, '15-pupil-is-here-wide');
    await panel.getByRole('button', { name: 'Pupil has gone' }).click();
    await see(inAgenda, panel.getByText(/3 of 9 · Pupil’s views/));
    await fillTheRest(panel);
  });

  it('what one types the others read, with the name of who writes', async () => {
    const { panel } = at('designated-teacher');
    await next(panel, 'Reading, writing and maths');
    const officer = at('officer').app;
    await see(officer.getByRole('heading', { name: 'Reading, writing and maths' }));
    await panel.getByRole('textbox', { name: 'Maths' }).pressSequentially('Secure to ten, proud of it.');
    await see(officer.getByText('Helen Ashdown is writing here'));
    await expect
      .poll(async () => await officer.getByRole('textbox', { name: 'Maths' }).inputValue(), {
        timeout: patience,
      })
      .toBe('Secure to ten, proud of it.');
    await shoot(at('officer').page, '16-live');
    await fillTheRest(panel);
  });

  it('a reload in the middle of a word loses nothing', async () => {
    const { panel, page } = at('designated-teacher');
    await next(panel, 'Support across the curriculum');
    const box = () => panel.getByRole('textbox', { name: 'Support given, and where more is needed' });
    await box().pressSequentially('Small-group reading each mor');
    await page.reload();
    await expect
      .poll(async () => await box().inputValue(), { timeout: patience })
      .toBe('Small-group reading each mor');
    await box().press('End');
    await box().pressSequentially('ning');
    await box().blur();
    await expect.poll(async () => await box().inputValue()).toBe('Small-group reading each morning');
    await fillTheRest(panel);
    await see(panel.getByText(/^Saved \d/));
  });

  it('words typed without a connection are kept, and saved when it is back', async () => {
    const { panel, page, context } = at('designated-teacher');
    await next(panel, 'Social skills and wellbeing');
    const boxes = panel.getByRole('region', { name: 'Social skills and wellbeing' }).getByRole('textbox');
    await boxes.first().waitFor();
    await context.setOffline(true);
    await boxes.first().pressSequentially('Two good friends in class.');
    await see(panel.getByText('Not saved yet: no connection. Your words are kept here.'));
    await shoot(page, '17-not-saved-yet');
    await context.setOffline(false);
    await see(panel.getByText(/^Saved \d/));
    await seeNot(panel.getByText('Not saved yet: no connection. Your words are kept here.'));
    const read = at('officer')
      .app.getByRole('region', { name: 'Social skills and wellbeing' })
      .getByRole('textbox')
      .first();
    await expect
      .poll(async () => await read.inputValue(), { timeout: patience })
      .toBe('Two good friends in class.');
    await fillTheRest(panel);
  });

  it('an action is raised from an item, and a target costed to the penny', async () => {
    const { panel, page } = at('designated-teacher');
    await panel.getByRole('textbox', { name: 'Something to be done?' }).fill('Ask for a reading assessment');
    await panel.getByRole('button', { name: 'Add to New Targets' }).click();
    await see(
      panel.getByText('Added to New Targets.', { exact: true }),
      at('officer').app.getByText('Ask for a reading assessment'),
    );
    await next(panel, 'Last targets');
    await fillTheRest(panel);
    await next(panel, 'New targets');
    await panel.getByRole('button', { name: 'Add a target' }).click();
    const target = panel.getByRole('listitem', { name: 'Target 1' });
    await target.getByRole('textbox', { name: 'Target 1' }).fill('Recalls the 6 and 8 times tables');
    await target.getByRole('combobox', { name: 'Area' }).selectOption('Maths');
    await target.getByRole('button', { name: 'Add a cost' }).click();
    const cost = target.getByRole('group', { name: 'Cost 1' });
    await cost.getByRole('textbox', { name: 'What' }).fill('One-to-one tuition');
    await cost.getByRole('textbox', { name: 'How many' }).fill('10');
    await cost.getByRole('textbox', { name: 'Price of one' }).fill('40.55');
    await see(target.getByText('Total £405.50'), panel.getByText('£794.50'));
    await fillTheRest(panel);
    await see(panel.getByText(/^Saved \d/), at('officer').app.getByText('£794.50'));
    await target.getByText('Total £405.50').scrollIntoViewIfNeeded();
    await shoot(page, '18-target');
    await shoot(at('officer').page, '19-target-wide');
  });

  it('the meeting ends with the next date', async () => {
    const { panel, page } = at('designated-teacher');
    await next(panel, 'Next meeting');
    const when = panel.getByRole('region', { name: 'Next meeting' });
    await when.getByLabel('Date', { exact: true }).fill('2027-03-18');
    await when.getByLabel('Time', { exact: true }).fill('15:30');
    await when.getByLabel('Place', { exact: true }).fill('Library meeting room');
    await see(panel.getByText(/^Saved \d/));
    await shoot(page, '20-next-meeting');
    await panel.getByRole('button', { name: 'End meeting' }).click();
    await see(
      panel.getByRole('heading', { name: 'The meeting has ended' }),
      panel.getByText('Recalls the 6 and 8 times tables'),
    );
    await see(at('officer').app.getByRole('heading', { name: 'The meeting has ended' }));
    await shoot(page, '21-ended');
  });

  it('the teacher fills what is left, each line leading to its box, and completes', async () => {
    const { page, panel, room, app } = at('designated-teacher');
    await panel.getByRole('button', { name: 'Open the plan' }).click();
    await see(panel.getByText(/things? left|Everything that is needed/));
    await shoot(page, '22-plan-narrow');
    await room('Education Review');
    await app.getByRole('link', { name: /plan/i }).first().click();
    const left = app.getByRole('region', { name: /left$/ });
    const done = app.getByText('Everything that is needed is written.');
    await see(left.or(done));
    await shoot(page, '23-plan');
    for (let tries = 0; tries < 40 && !(await done.isVisible()); tries += 1) {
      const count = left.getByRole('heading');
      const before = await count.innerText();
      await left.getByRole('button').first().click();
      await answerFocused(app);
      await expect
        .poll(async () => (await done.isVisible()) || (await count.allInnerTexts())[0] !== before, {
          timeout: patience,
        })
        .toBe(true);
    }
    await app.getByRole('button', { name: 'Complete' }).click();
    await see(app.getByRole('dialog').getByText(/goes to the Virtual School/));
    await shoot(page, '24-complete');
    await app.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
    await see(app.getByRole('button', { name: 'Take it back' }));
  });

  it('the officer reads it in the queue and signs off, seeing first who gets what', async () => {
    const { page, app, room } = at('officer');
    await room('Education Review');
    await app.getByRole('link', { name: 'Quality' }).click();
    await see(app.getByRole('heading', { name: 'Plans to read' }));
    await shoot(page, '25-queue');
    await app.getByRole('button', { name: /Leila Marsh/ }).click();
    await app.getByRole('button', { name: 'Start reading' }).click();
    await see(
      app.getByRole('article', { name: 'Full record' }).getByText('Recalls the 6 and 8 times tables'),
    );
    await shoot(page, '26-reading');
    await app.getByRole('button', { name: 'Sign off' }).click();
    const asked = app.getByRole('dialog');
    await see(
      asked.getByText('Marcus Adeyemi (social worker)').nth(1),
      asked.getByText('Helen Ashdown (designated teacher)'),
    );
    await shoot(page, '27-sign-off');
    await asked.getByRole('button', { name: 'Sign off and send' }).click();
    await see(app.getByText(/Can be opened by: .*Marcus Adeyemi/).first());
    await see(app.getByText(/Can be opened by: .*Helen Ashdown/));
    await shoot(page, '28-delivered');
  });

  it('the social worker is told in the chat, and opens the Word file', async () => {
    const { page, room } = at('social-worker');
    await room('Chat');
    await page
      .getByRole('link', { name: /Education Review/ })
      .filter({ has: page.locator('strong') })
      .first()
      .click();
    const card = page.getByRole('article').filter({ hasText: 'The finished document is ready' });
    await see(card);
    await shoot(page, '29-ready');
    await card.getByRole('link', { name: 'Open the document' }).click();
    await see(page.getByRole('heading', { name: 'Who can open it' }));
    const document = page.frameLocator('iframe[title="Preview of the document"]');
    await see(
      document.getByText('Recalls the 6 and 8 times tables'),
      document.getByText('£405.50').or(document.getByText('405.50')),
    );
    await shoot(page, '30-file');
    await page.getByRole('link', { name: /-school\.docx/ }).click();
    await see(document.getByText('Recalls the 6 and 8 times tables'));
    await seeNot(document.getByText('Settled, and glad of the garden.'), document.getByText('Idris Fenwick'));
  });

  it('the pictures of the README are taken when asked for', async () => {
    if (process.env['SCREENS'] !== '1') return;
    mkdirSync('docs/screens', { recursive: true });
    for (const [from, to] of [
      ['01-due-list', 'due-list'],
      ['04-booking', 'booking'],
      ['18-target', 'side-panel'],
    ] as const)
      copyFileSync(`test-results/screens/${from}.png`, `docs/screens/${to}.png`);
  });
});

async function next(panel: FrameLocator, title: string): Promise<void> {
  await panel.getByRole('button', { name: 'Next', exact: true }).click();
  await see(panel.getByRole('heading', { name: title, level: 2 }));
}

/** What an item still asks of whoever sits there, answered plainly. */
async function fillTheRest(app: FrameLocator): Promise<void> {
  await app.getByRole('heading', { level: 2 }).first().waitFor();
  for (const group of await app.getByRole('radiogroup').all())
    if ((await group.getByRole('radio', { checked: true }).count()) === 0)
      await group.getByRole('radio').first().check();
  for (const choice of await app.getByRole('combobox').all())
    if ((await choice.inputValue()) === '') await choice.selectOption({ index: 1 });
  for (const box of await app.getByRole('textbox').all()) await fillOne(box);
}

async function fillOne(box: Locator): Promise<void> {
  const isFree = (await box.isEditable()) && (await box.inputValue()) === '';
  const name = await box.evaluate((element) =>
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? (element.labels?.[0]?.textContent ?? '')
      : '',
  );
  if (!isFree || name.includes('Something to be done')) return;
  const type = await box.getAttribute('type');
  const mode = await box.getAttribute('inputmode');
  await box.fill(
    type === 'date' ? '2027-03-01' : type === 'time' ? '15:30' : mode === null ? 'Going well.' : '96',
  );
}

/** The box that a link of the list led to. */
async function answerFocused(app: FrameLocator): Promise<void> {
  const focused = app.locator(':focus');
  const kind = await focused.evaluate(
    (element) => `${element.tagName} ${element.getAttribute('type') ?? ''}`,
  );
  if (kind === 'INPUT radio') await focused.check();
  else if (kind === 'INPUT checkbox') await focused.check();
  else if (kind.startsWith('SELECT')) await focused.selectOption({ index: 1 });
  else await fillOne(focused);
}
