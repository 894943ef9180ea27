import type { Recipe } from '../recipe.ts';
import { buildZip } from '../zip-builder.ts';
import { ALPHA, atAlpha, BETA, place, rejected, TWO_FILES_NAME, twoFiles, twoFilesSecond } from './zip-case.ts';

const otherLocal = twoFiles({ local: { signature: 0x08064b50 } });
const otherCentral = twoFilesSecond({ central: { signature: 0x03014b50 } });
const emptyWithCrc = buildZip([ALPHA, BETA, { name: 'c.txt', crc32: 1 }]);
const COUNT_BEYOND = 2 ** 32 + 2;
const manyEntries = twoFiles(
  {},
  {
    zip64End: { entriesOnDisk: COUNT_BEYOND, entries: COUNT_BEYOND },
    end: { entriesOnDisk: 0xffff, entries: 0xffff },
  },
);

/** Archives that readers take for others by a common mistake. */
export const misreadArchives: readonly Recipe[] = [
  rejected({
    name: 'local-signature-of-another-record',
    cites: ['zip/local-header-missing'],
    why: 'Where the central directory points, a signature begins with PK and is that of another record.',
    zip: otherLocal,
    at: atAlpha(otherLocal),
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'central-signature-of-another-record',
    cites: ['zip/central-directory-malformed'],
    why: 'The signature of the second central header begins with PK and is that of another record.',
    zip: otherCentral,
    at: { offset: place(otherCentral, 1, 'central') },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'crc-of-empty-member',
    cites: ['zip/crc-mismatch'],
    why: 'Both headers of an empty member give the CRC-32 1, and that of no bytes is 0.',
    zip: emptyWithCrc,
    at: { member: 'c.txt', offset: place(emptyWithCrc, 2, 'data') },
    twin: 'three-files',
  }),
  rejected({
    name: 'zip64-count-beyond-four-bytes',
    cites: ['zip/entry-count-mismatch'],
    why: 'The zip64 end record declares 4,294,967,298 entries, of which the lower four bytes say two.',
    zip: manyEntries,
    at: { offset: manyEntries.zip64End },
    twin: 'zip64-end-record',
  }),
];
