import iconv from 'iconv-lite';

/**
 * What spreadsheets save: UTF-8 with or without a mark, UTF-16 ("Unicode text"), Windows-1252.
 * iconv-lite, because Node's own decoder has read Windows-1252 as Latin-1 (’ and € lost).
 */
export function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return iconv.decode(buffer, 'utf16le');
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return iconv.decode(buffer, 'utf16be');
  return iconv.decode(buffer, isUtf8(bytes) ? 'utf8' : 'win1252');
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
}
