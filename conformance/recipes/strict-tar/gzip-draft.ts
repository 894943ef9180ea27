import { crc32 } from 'node:zlib';
import { type GzipParts, gzipMember, storedBlocks } from '../envelope-builder.ts';
import { buildTar, paxHeader } from '../tar-builder.ts';
import { ALPHA, twoFiles } from './tar-case.ts';

export const TAR: Uint8Array = twoFiles().bytes;
/** The archives that broken ones are one edit away from, by their names. */
export const TWO_GZIP = 'gzip-two-files';
export const WITH_FIELDS = 'gzip-every-field';
export const DEFLATED = 'gzip-deflated';
/** What zlib makes of the two files at level 1. */
export const DEFLATE =
  '4bd42ba92861a02d30000233131306100d04e83450c80c2606913734303433625030a0adb320a6971697241601ada7d42e90cb8100e6114a8da397fec49c828c442e7ad9366acf600b81a44191ff4d61d906928546f33fdd9249526ac968f6a75b688f5a341a02a321301a0283270400';
/** The same at level 9. */
export const SMALLER =
  '4bd42ba92861a02d300002331313300d04e8344816890d14373430343362503060a003282d2e492c025a4f0d4f227b6e8880c49c828c442e8651304241d2a0c8ffa6a3f97fa0e23fb56434fb8f8251300a46c1080400';

export const AND_EMPTY = 'core-gzip-empty-member';
export const OF_PAX_HEADER = 'gzip-of-a-pax-header';

/** A tar that begins with a pax header of this name, which says nothing. */
export const namedHeader = (name: string | Uint8Array): Uint8Array =>
  buildTar([{ ...paxHeader([['comment', 'first']]), name }, ALPHA]).bytes;

/** The two files in gzip, with parts of it replaced. */
export const gzip = (parts: GzipParts = {}): Buffer => gzipMember(TAR, parts);
/** Where the deflate stream begins, and where it ends. */
export const HEADER_BYTES = 10;
export const STREAM_END: number = HEADER_BYTES + storedBlocks(TAR).length;

/** An extra field of one subfield, a name, a comment and the CRC-16 of all of it. */
export const FIELDS: { readonly header: string; readonly fields: string } = {
  header: '1f8b081e0000000000ff',
  fields: `0600${'41620200'}${'7879'}${'612e74617200'}${'6300'}`,
};

function crc16(parts: { readonly header: string; readonly fields: string }): string {
  const bytes = Buffer.from(parts.header + parts.fields, 'hex');
  const low = Buffer.alloc(2);
  low.writeUInt16LE(crc32(bytes) % 65_536);
  return low.toString('hex');
}

export const EVERY_FIELD: GzipParts = { header: FIELDS.header, fields: FIELDS.fields + crc16(FIELDS) };

export const NOTHING: Uint8Array = new Uint8Array(0);
export const EMPTY: Buffer = gzipMember(NOTHING);

/** The two files in the canonical form. */
export const whole: Buffer = gzip();
