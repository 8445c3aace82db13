const kin = /\b(?:[Ss]ibling|[Bb]rother|[Ss]ister)s?,?\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*)/gu;

/**
 * Names of brothers and sisters that the notes tell of: 'Sibling Rosa Bell placed separately' → Rosa Bell. They are
 * protected values: nothing that leaves for Outlook, chat, mail or Word may hold them.
 */
export function siblingNames(notes: string): readonly string[] {
  return [...notes.matchAll(kin)].map((match) => match[1] ?? '').filter((name) => name !== '');
}
