import { describe, expect, it } from 'vitest';
import { readCommand } from '#bot/actions/command.ts';

describe('what somebody types', () => {
  it.each([
    ['help', 'help'],
    ['HELP!', 'help'],
    ['/help', 'help'],
    ['<at>Education Review</at> help', 'help'],
    ['<at id="0">Education Review</at>&nbsp;my reviews\n', 'myReviews'],
    ['My Reviews', 'myReviews'],
    ['  my   reviews. ', 'myReviews'],
    ["what's next", 'whatsNext'],
    ['What’s next?', 'whatsNext'],
    ['whats next', 'whatsNext'],
    ['WHAT IS NEXT', 'whatsNext'],
    ['what&#39;s next', 'whatsNext'],
    ['show me everything', null],
    ['helpless', null],
    ['', null],
  ])('%j is %s', (text, command) => {
    expect(readCommand(text)).toBe(command);
  });
});
