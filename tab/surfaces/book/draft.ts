import type { Body, Reply } from '#contract/calls.ts';

export type Plan = Reply<'bookingPlan'>;
export type Candidate = Plan['candidates'][number];
export type Rule = Plan['rules'][number];
export type Times = { readonly date: string; readonly from: string; readonly to: string };

/** What the form holds; empty text is 'not chosen yet'. */
export type Draft = Times & {
  readonly people: readonly string[];
  readonly venue: string;
  readonly chair: Plan['chair'];
  /** A kept reason for each rule that is not met. */
  readonly reasons: Readonly<Record<string, string>>;
};

/** The form as it opens: the people the profile proposes, and the first time that suits. */
export function firstDraft(plan: Plan): Draft {
  const suggestion = plan.suggestions[0];
  return {
    people: plan.candidates.filter(({ isProposed }) => isProposed).map(({ person }) => person),
    ...(suggestion === undefined ? { date: '', from: '', to: '' } : timesOf(suggestion)),
    venue: '',
    chair: plan.chair,
    reasons: {},
  };
}

export function timesOf(slot: { readonly startsAt: string; readonly endsAt: string }): Times {
  return {
    date: slot.startsAt.slice(0, 10),
    from: slot.startsAt.slice(11, 16),
    to: slot.endsAt.slice(11, 16),
  };
}

export function hasTimes({ date, from, to }: Times): boolean {
  return date !== '' && from !== '' && to !== '';
}

/** What the server can already check: only what is chosen so far. */
export function askOf(draft: Draft): Body<'bookingPlan'> {
  const venue = draft.venue.trim();
  return {
    ...(hasTimes(draft)
      ? { startsAt: `${draft.date}T${draft.from}`, endsAt: `${draft.date}T${draft.to}` }
      : {}),
    ...(venue === '' ? {} : { venue }),
    ...(draft.people.length === 0 ? {} : { people: [...draft.people] }),
    chair: draft.chair,
  };
}

export type Lacking = {
  readonly people?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly venue?: string;
  /** Rules whose reason is still to be given. */
  readonly rules: readonly string[];
};

/** What must still be filled in before anybody can be invited. */
export function lackingOf(draft: Draft, rules: readonly Rule[]): Lacking {
  return {
    ...(draft.people.length === 0 ? { people: 'Choose at least one person.' } : {}),
    ...timesLacking(draft),
    ...(draft.venue.trim() === '' ? { venue: 'Say where, or write ‘On Teams’.' } : {}),
    rules: rules
      .filter((rule) => asksReason(rule, draft) && (draft.reasons[rule.rule] ?? '').trim().length < 3)
      .map(({ rule }) => rule),
  };
}

/** A place not yet named is filled in, not reasoned away. */
export function asksReason(rule: Rule, draft: Draft): boolean {
  return rule.state === 'warning' && !(rule.rule === 'private-venue' && draft.venue.trim() === '');
}

export function timesLacking(times: Times): {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
} {
  return {
    ...(times.date === '' ? { date: 'Choose a date.' } : {}),
    ...(times.from === '' ? { from: 'Choose when it starts.' } : {}),
    ...(times.to === ''
      ? { to: 'Choose when it ends.' }
      : times.from !== '' && times.to <= times.from
        ? { to: 'It must end after it starts.' }
        : {}),
  };
}

export function isComplete(lacking: Lacking): boolean {
  const { rules, ...others } = lacking;
  return rules.length === 0 && Object.keys(others).length === 0;
}

export function bookingOf(draft: Draft, rules: readonly Rule[], bookingKey: string): Body<'bookMeeting'> {
  const warnings = rules.filter(({ state }) => state === 'warning');
  return {
    bookingKey,
    startsAt: `${draft.date}T${draft.from}`,
    endsAt: `${draft.date}T${draft.to}`,
    venue: draft.venue.trim(),
    people: [...draft.people],
    chair: draft.chair,
    overrides: warnings.map(({ rule }) => ({ rule, reason: (draft.reasons[rule] ?? '').trim() })),
  };
}
