export type Command = 'help' | 'myReviews' | 'whatsNext';

const typed = new Map<string, Command>([
  ['help', 'help'],
  ['hello', 'help'],
  ['hi', 'help'],
  ['commands', 'help'],
  ['my reviews', 'myReviews'],
  ['my review', 'myReviews'],
  ['reviews', 'myReviews'],
  ['my meetings', 'myReviews'],
  ['whats next', 'whatsNext'],
  ['what is next', 'whatsNext'],
  ['what next', 'whatsNext'],
  ['next', 'whatsNext'],
]);

/** Reads what somebody typed: any case, any apostrophe, with the bot's mention before it. Null when it is none of ours. */
export function readCommand(text: string): Command | null {
  const plain = text
    .replaceAll(/<at[^>]*>.*?<\/at>/gs, ' ')
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll(/&#39;|&apos;|&rsquo;|['’‘ʼ`´]/g, '')
    .replaceAll(/[.,!?;:“”"/]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return typed.get(plain) ?? null;
}
