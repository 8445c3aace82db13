// 1 January 1980, the earliest a zip can say.
const dosTime = 0x0000;
const dosDate = 0x0021;
const endRecord = Buffer.from('PK\u0005\u0006', 'latin1');

/**
 * Sets the date of every file in a zip, in place, so that the same record gives the same bytes: what lies in
 * SharePoint can then be compared with what was made. docx zips with the machine's clock and cannot be told another.
 */
export function fixZipDates(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(endRecord);
  if (end < 0) throw new Error('a Word file is a zip, and this has no end record');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    stamp(bytes, at + 12);
    stamp(bytes, bytes.readUInt32LE(at + 42) + 10);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}

function stamp(bytes: Buffer, at: number): void {
  bytes.writeUInt16LE(dosTime, at);
  bytes.writeUInt16LE(dosDate, at + 2);
}
