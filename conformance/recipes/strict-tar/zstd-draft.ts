import { xxh64Low, type ZstdParts, zstdFrame } from '../envelope-builder.ts';
import { twoFiles } from './tar-case.ts';

export const TAR: Uint8Array = twoFiles().bytes;
/** The archives that broken ones are one edit away from, by their names. */
export const AND_EMPTY = 'core-zstd-empty-frame';
export const TWO_ZSTD = 'zstd-two-files';
export const COMPRESSED = 'zstd-compressed';
/** What `zstd -19 --no-check` of version 1.5.4 makes of the two files: one compressed block, no content size. */
export const BLOCK =
  'ad0200f2820a11904d07602396adc6dde557449edf5fcc292f218306a9d8cadb5b3e076f989cd1d1fbe9a59cfee213190f2080975b3afea102f902a86337f5040350ccbeba24a3026c06930e903c1cc0c0030605b09d001c';
/** What `zstd -3` makes of them. */
export const OTHER_BLOCK =
  '150300d402612e7478740030303030363434303030003031303136320020300075737461720030616c7068610a62356265741200fe7315c81720ab6307d4130c90298e04aa119802e80a829302f8006b1df01b2403403a6ec5cf87a0560070ac5c66275004';

/** The two files in a frame, with parts of it replaced. */
export const zstd = (parts: ZstdParts = {}): Buffer => zstdFrame(TAR, parts);
/** Where the first block begins. */
export const FRAME_HEADER = 14;
export const whole: Buffer = zstd();
/** The checksum of the two files, in hexadecimal. */
export const SUM: string = xxh64Low(TAR);

/** The frame of the two files, and one with these blocks, without size and checksum. */
export function secondFrame(blocks: string): Uint8Array {
  const second = zstdFrame(new Uint8Array(0), { descriptor: 0, size: '', blocks, checksum: '' });
  return Buffer.concat([whole, second]);
}
