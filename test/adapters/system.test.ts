import { expect, test } from 'vitest';
import { systemChance, systemClock } from '#adapters/system.ts';

test('references spell no word and hold no letter that is taken for another', () => {
  const references = Array.from({ length: 500 }, () => systemChance.reference());
  expect(references.filter((reference) => !/^ER-[0-9BCDFGHJKMNPQRSTVWXYZ]{6}$/.test(reference))).toEqual([]);
  expect(new Set(references).size).toBe(500);
});

test('codes always have six digits, and tokens 256 bits that fit an address', () => {
  const codes = Array.from({ length: 500 }, () => systemChance.code());
  expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
  expect(systemChance.token()).toMatch(/^[\w-]{43}$/);
});

test('real time counts from now, and today is London’s', () => {
  const ahead = Date.parse(systemChance.realTimeIn(600)) - Date.parse(systemClock.now());
  expect(Math.round(ahead / 1000)).toBe(600);
  const london = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date());
  expect(systemClock.today()).toBe(london);
});
