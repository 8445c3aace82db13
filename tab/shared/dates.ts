/** Small calendar words for the screen: the deadlines themselves are worked out by the server. */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const dayLength = 86_400_000;

function noonOf(date: string): Date {
  return new Date(`${date.slice(0, 10)}T12:00:00Z`);
}

/** '15 June 2027' */
export function longDate(date: string): string {
  const day = noonOf(date);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''} ${day.getUTCFullYear()}`;
}

/** '15 June', for dates near today. */
export function dayAndMonth(date: string): string {
  const day = noonOf(date);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''}`;
}

/** 'Friday' */
export function weekdayOf(date: string): string {
  return weekdays[noonOf(date).getUTCDay()] ?? '';
}

/** Positive when `to` is the later day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / dayLength);
}

/** 'today', 'tomorrow', 'in 4 days', '3 days ago' */
export function inDays(today: string, date: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** '2:30 pm', '9 am', 'midday', of 'YYYY-MM-DDTHH:MM' or 'HH:MM'. */
export function clockTime(time: string): string {
  const hour = Number(time.slice(-5, -3));
  const minute = time.slice(-2);
  if (minute === '00' && hour === 12) return 'midday';
  if (minute === '00' && hour === 0) return 'midnight';
  const minutes = minute === '00' ? '' : `:${minute}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

/** 'Friday 4 December 2026, 2 pm' */
export function longDateTime(time: string): string {
  return `${weekdayOf(time)} ${longDate(time)}, ${clockTime(time)}`;
}

/** '2 pm to 3:30 pm' */
export function fromTo(startsAt: string, endsAt: string): string {
  return `${clockTime(startsAt)} to ${clockTime(endsAt)}`;
}

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
});
const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** '10:42' of an instant, as the clock on an English wall. */
export function timeOfInstant(instant: string): string {
  return inLondon.format(new Date(instant));
}

/** 'YYYY-MM-DD' of an instant, in England. */
export function dateOfInstant(instant: string): string {
  return londonDay.format(new Date(instant));
}

/** 'HH:MM' so many minutes after 'HH:MM', never past midnight. */
export function laterBy(time: string, minutes: number): string {
  const total = Math.min(Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) + minutes, 23 * 60 + 59);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** Minutes from one 'HH:MM' to another. */
export function minutesBetween(from: string, to: string): number {
  return (
    (Number(to.slice(0, 2)) - Number(from.slice(0, 2))) * 60 +
    Number(to.slice(3, 5)) -
    Number(from.slice(3, 5))
  );
}
