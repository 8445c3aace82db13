import * as adaptive from 'adaptivecards';
import { describe, expect, it } from 'vitest';
import type { Action, Card, Element } from '#bot/cards/card.ts';
import { cardFor } from '#bot/cards/cardFor.ts';
import { escapeMarkdown } from '#bot/cards/escapeMarkdown.ts';
import { troubleCard } from '#bot/cards/troubleCard.ts';
import { mailWordsFor } from '#domain/reminder/mailWords.ts';
import { wordsFor } from '#domain/reminder/words.ts';
import { everyNotice, notices, someFacts } from './support/notices.ts';

const cases = everyNotice.map((notice, at) => ({ title: `${notice.is} (${at})`, notice }));

describe.each(cases)('the card of $title', ({ notice }) => {
  const card = cardFor(notice);

  it('is a valid Adaptive Card 1.5', () => {
    expect(faultsOf(card)).toEqual([]);
  });

  it('has one primary action and at most two others', () => {
    const actions = card.actions ?? [];
    expect(actions.length).toBeLessThanOrEqual(3);
    expect(actions.filter((it) => 'style' in it && it.style === 'positive').length).toBeLessThanOrEqual(1);
  });

  it('stays below what Teams carries', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(20_000);
  });

  it('says nothing of the plan, of care, or of the team that looks after it', () => {
    const mail = mailWordsFor(notice);
    for (const said of [...textsOf(card), wordsFor(notice).summary, mail.subject, plainTextOf(mail.html)]) {
      expect(said).not.toMatch(/\bPEP\b|looked[ -]after|in care\b|virtual school|personal education/i);
    }
  });

  it('names nobody on a lock screen', () => {
    expect(wordsFor(notice).summary).not.toMatch(/Priya|Harbour|teacher/);
    expect(wordsFor(notice).summary).toMatch(/Education Review/i);
  });
});

describe('asking whether somebody comes', () => {
  const asked = cardFor(notices.invitation[0]);
  const answered = cardFor(notices.invitation[1]);

  it('offers the three answers, each carrying the meeting and the booking it is of', () => {
    expect(asked.actions).toMatchObject([
      { verb: 'reply.accepted', data: { meeting: someFacts().meeting, revision: 3 } },
      { verb: 'reply.tentative', data: { meeting: someFacts().meeting, revision: 3 } },
      { verb: 'reply.declined', data: { meeting: someFacts().meeting, revision: 3 } },
    ]);
  });

  it('puts the answer in the place of the question, and keeps a way to change it', () => {
    expect(textsOf(answered)).toContain('You said yes on 20 November.');
    expect((answered.actions ?? []).map((it) => it.type)).not.toContain('Action.Execute');
    expect(answered.actions?.at(-1)).toEqual({
      type: 'Action.ToggleVisibility',
      title: 'Change',
      targetElements: ['answers'],
    });
    expect(answered.body).toContainEqual(
      expect.objectContaining({ type: 'ActionSet', id: 'answers', isVisible: false, actions: asked.actions }),
    );
  });

  it('does not offer joining to somebody who said no', () => {
    const declined = cardFor({ ...notices.invitation[0], reply: { reply: 'declined', on: '2026-11-20' } });
    expect((declined.actions ?? []).map((it) => it.title)).toEqual(['Open the review', 'Change']);
  });

  it('says when, where and who chairs in words', () => {
    expect(wordsFor(notices.invitation[0])).toMatchObject({
      title: 'Meeting on 4 December, 2 pm',
      summary: 'Education review: meeting on 4 December, 2 pm',
      facts: [
        { label: 'When', value: 'Friday 4 December 2026, 2 pm to 3:30 pm' },
        { label: 'Where', value: 'Meeting room 2, Harbour House, or join on Teams' },
        { label: 'Chair', value: 'Review coordinator' },
        { label: 'Reference', value: 'ER-7F3K2M' },
        { label: 'Your part', value: 'Designated teacher' },
      ],
    });
  });
});

describe('words that somebody typed', () => {
  it.each([
    ['*bold* _it_ [link](https://evil.test)', '\\*bold\\* \\_it\\_ \\[link\\](https://evil.test)'],
    ['{{DATE(2026-01-01T00:00:00Z)}}', '\\{\\{DATE(2026-01-01T00:00:00Z)\\}\\}'],
    ['- one\n1. two', '\\- one\n1\\. two'],
    ['St Mary’s, room 2 (ER-7F3K2M)', 'St Mary’s, room 2 (ER-7F3K2M)'],
    ['a\\b <c>', 'a\\\\b \\<c\\>'],
  ])('%j are shown as they are', (typed, escaped) => {
    expect(escapeMarkdown(typed)).toBe(escaped);
  });

  it('reach every card escaped', () => {
    const venue = '[free](https://evil.test)';
    const card = cardFor({ ...notices.invitation[0], facts: someFacts({ venue }) });
    expect(JSON.stringify(card)).not.toContain(venue);
    expect(textsOf(card).join(' ')).toContain('\\[free\\](https://evil.test)');
    const list = cardFor({ is: 'myReviews', link: 'https://x.test', meetings: [someFacts({ venue })] });
    expect(JSON.stringify(list)).not.toContain(venue);
  });

  it('reach a mail as text, not as markup', () => {
    const { html } = mailWordsFor({
      is: 'cancelled',
      facts: someFacts(),
      because: '<img src=x onerror=alert(1)>\n"bye"',
    });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;<br>&quot;bye&quot;');
  });
});

describe('the mail', () => {
  const { subject, html } = mailWordsFor(notices.invitation[0]);

  it('has a subject without a name', () => {
    expect(subject).toBe('Education review: meeting on 4 December, 2 pm');
  });

  it('has one button, and its address in full below', () => {
    const address = someFacts().link;
    expect(html.match(/background:#0f548c/g)).toHaveLength(1);
    expect(html).toContain('>Open and answer</a>');
    expect(html).toContain(`>${address}</a>`);
  });

  it('says its language and has one heading', () => {
    expect(html).toContain('<html lang="en-GB">');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
});

it('a failed press keeps its button', () => {
  const card = troubleCard({ verb: 'reply.declined', data: { meeting: 'm', revision: 1 } });
  expect(faultsOf(card)).toEqual([]);
  expect(card.actions).toMatchObject([{ verb: 'reply.declined', data: { meeting: 'm', revision: 1 } }]);
});

it('the check that finds faults finds one', () => {
  const card = cardFor(notices.help[0]);
  expect(faultsOf({ ...card, body: [{ type: 'TextBlok', text: 'x' }] })).not.toEqual([]);
  expect(faultsOf({ ...card, actions: [{ type: 'Action.OpenUrl', title: 'x' }] })).not.toEqual([]);
});

/** Teams shows 1.5, so a card that needs more is a fault. */
function faultsOf(payload: object): readonly string[] {
  const context = new adaptive.SerializationContext(adaptive.Versions.v1_5);
  const card = new adaptive.AdaptiveCard();
  card.version = adaptive.Versions.v1_5;
  card.parse(payload, context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return [...parsed, ...card.validateProperties().validationEvents.map((it) => it.message)];
}

function textsOf(card: Card): readonly string[] {
  const ofElement = (element: Element): readonly string[] => {
    switch (element.type) {
      case 'TextBlock':
        return [element.text];
      case 'FactSet':
        return element.facts.flatMap((fact) => [fact.title, fact.value]);
      case 'Container':
        return [
          ...element.items.flatMap(ofElement),
          ...(element.selectAction ? [element.selectAction.title] : []),
        ];
      case 'ActionSet':
        return element.actions.map(titleOf);
    }
  };
  const titleOf = (action: Action) => action.title;
  return [card.fallbackText, ...card.body.flatMap(ofElement), ...(card.actions ?? []).map(titleOf)];
}

function plainTextOf(html: string): string {
  return html.replaceAll(/<[^>]+>/g, ' ');
}
