/** The names the import knows, with what each holds. */
export const expected = [
  { name: 'children.csv', words: 'Children' },
  { name: 'schools.csv', words: 'Schools' },
  { name: 'people.csv', words: 'People' },
  { name: 'term-dates.csv', words: 'Term dates' },
] as const;
export type ExpectedName = (typeof expected)[number]['name'];

export const largestFile = 5 * 1024 * 1024;

/** Which of the four a file is, by its name alone: 'Children (2).csv' is children. */
export function nameOf(fileName: string): ExpectedName | null {
  const plain = fileName
    .toLowerCase()
    .replace(/\s*\(\d+\)(?=\.csv$)/, '')
    .replaceAll(/[\s_]+/g, '-');
  return expected.find(({ name }) => name === plain)?.name ?? null;
}

type Chosen = { readonly name: string; readonly size: number };

/** Why a file cannot be taken, in words, or null. */
export function refusalOf(file: Chosen): string | null {
  if (file.size > largestFile)
    return `${file.name} is larger than 5 MB. Split it, or ask for an export with fewer columns.`;
  if (nameOf(file.name) !== null) return null;
  return `${file.name} is not one of the four. Name it ${expected
    .map(({ name }) => name)
    .join(', ')
    .replace(/, ([^,]+)$/, ' or $1')}.`;
}

/** The bytes as they are: which letters they mean is for the server to find out. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  // In pieces: a function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return btoa(pieces.join(''));
}
