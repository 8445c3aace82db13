const zone = 'Europe/London';
const words = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });

const day = words({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const time = words({ hour: '2-digit', minute: '2-digit' });
const longDay = words({ weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = words({ day: 'numeric', month: 'short' });

/** 'Mon 23 Nov 2026 09:00' */
export function clockWords(instant: string): string {
  const at = new Date(instant);
  return `${day.format(at).replaceAll(',', '')} ${time.format(at)}`;
}

/** '09:00' today, '23 Nov 09:00' otherwise. */
export function momentWords(instant: string, now: string): string {
  const [at, today] = [new Date(instant), new Date(now)];
  const isToday = longDay.format(at) === longDay.format(today) && at.getFullYear() === today.getFullYear();
  return isToday ? time.format(at) : `${shortDay.format(at)} ${time.format(at)}`;
}

export function dayWords(instant: string): string {
  return longDay.format(new Date(instant));
}

export function timeWords(instant: string): string {
  return time.format(new Date(instant));
}

const steps = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

export function later(now: string, step: keyof typeof steps): string {
  return new Date(Date.parse(now) + steps[step]).toISOString();
}

export function minutesBefore(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) - minutes * 60_000).toISOString();
}

type Dated = { readonly start: Parameters<typeof instantOf>[0]; readonly isCancelled: boolean };

/** The day before the next meeting, at its hour, which is when people are reminded of it; undefined when none is ahead. */
export function nextReminder(events: readonly Dated[], now: string): string | undefined {
  return events
    .filter((one) => !one.isCancelled)
    .map((one) => minutesBefore(instantOf(one.start), 24 * 60))
    .filter((at) => at > now)
    .toSorted()[0];
}

/** Graph gives a wall-clock time and the name of its zone; this tenancy knows two. */
export function instantOf({
  dateTime,
  timeZone,
}: {
  readonly dateTime: string;
  readonly timeZone: string;
}): string {
  const asUtc = Date.parse(`${dateTime.replace(/Z$/, '').slice(0, 19)}Z`);
  if (timeZone === 'UTC') return new Date(asUtc).toISOString();
  // The wall in London shows either UTC or an hour more.
  const shown = new Date(asUtc).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
  return new Date(asUtc - (Date.parse(`${shown}Z`) - asUtc)).toISOString();
}
