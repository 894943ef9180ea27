import { crc32, inflateRawSync } from 'node:zlib';
import { findZipRecords, readField } from './zip-records.ts';

/** Members of an archive that are as their local headers say, by their names. */
export function readMembers(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  for (const { kind, offset, fields } of findZipRecords(bytes)) {
    if (kind !== 'local') continue;
    const value = (name: string): number => {
      const field = fields.find((own) => own.name === name);
      return field === undefined ? 0 : Number(readField(bytes, field));
    };
    const start = offset + 30 + value('name length');
    const data = start + value('extra length');
    const stored = bytes.subarray(data, data + value('compressed size'));
    const content = value('method') === 8 ? inflated(stored) : stored;
    if (content === undefined || crc32(content) !== value('crc-32')) continue;
    members.set(Buffer.from(bytes.subarray(offset + 30, start)).toString('utf8'), content);
  }
  return members;
}

const MOST_CONTENT = 1024 * 1024;

function inflated(stored: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(inflateRawSync(stored, { maxOutputLength: MOST_CONTENT }));
  } catch {
    return undefined;
  }
}
