import type { Recipe } from '../recipe.ts';
import { buildZip, concatBytes, type ZipMember } from '../zip-builder.ts';
import { ALPHA, accepted, atAlpha, BETA, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './zip-case.ts';

const plain = twoFiles();
const directorySize = plain.end - plain.central;
const DIGITAL_SIGNATURE = Buffer.from('PK\x05\x05\0\0', 'latin1');

/** Rules that one edit of the first member's headers breaks. */
function edited(name: string, rule: string, why: string, first: Partial<ZipMember>): Recipe {
  const zip = twoFiles(first);
  return rejected({ name, cites: [rule], why, zip, at: atAlpha(zip), twin: TWO_FILES_NAME });
}

const flag = (name: string, rule: string, why: string, flags: number): Recipe => edited(name, rule, why, { flags });

export const centralDirectoryRecipes: readonly Recipe[] = [
  ...[
    { name: 'bytes-after-last-central-header', junk: new Uint8Array(5), what: 'five zero bytes' },
    { name: 'digital-signature-in-directory', junk: DIGITAL_SIGNATURE, what: 'a digital signature record' },
    {
      name: 'central-header-cut-short',
      junk: plain.bytes.subarray(plain.central, plain.central + 46),
      what: 'the fixed part of a header without its name',
    },
  ].map(({ name, junk, what }) =>
    rejected({
      name,
      cites: ['zip/central-directory-malformed'],
      why: `The central directory ends in ${what}.`,
      zip: twoFiles({}, { beforeEnd: junk, end: { centralSize: directorySize + junk.length } }),
      at: { offset: plain.end },
      twin: TWO_FILES_NAME,
    }),
  ),
  ...[1, 3, 0xffff].map((count) =>
    rejected({
      name: `declared-count-${count}`,
      cites: ['zip/entry-count-mismatch'],
      why: `The end record declares ${count} entries and two stand in the central directory.`,
      zip: twoFiles({}, { end: { entriesOnDisk: count, entries: count } }),
      at: { offset: plain.end },
      twin: TWO_FILES_NAME,
    }),
  ),
  edited('member-on-disk-one', 'zip/entry-disk-number', 'The first entry starts on disk 1.', { diskStart: 1 }),
  flag('encrypted-flag', 'zip/encrypted', 'Bit 0 says that the member is encrypted.', 0x0001),
  flag('strong-encryption-flag', 'zip/strong-encryption', 'Bit 6 says that strong encryption is used.', 0x0040),
  flag('patched-data-flag', 'zip/patched-data', 'Bit 5 says that the data are a patch.', 0x0020),
  flag('masked-headers-flag', 'zip/masked-headers', 'Bit 13 says that local headers are masked.', 0x2000),
  ...[4, 7, 8, 9, 10, 12, 14, 15].map((bit) =>
    flag(`reserved-flag-${bit}`, 'zip/reserved-flag', `Bit ${bit} of the flags has no meaning and is set.`, 2 ** bit),
  ),
  accepted({
    name: 'compression-option-flags',
    cites: ['zip/encrypted', 'zip/reserved-flag', 'zip/strong-encryption', 'zip/patched-data', 'zip/masked-headers'],
    why: 'Bits 1 and 2 tell how hard the writer tried, and change nothing.',
    zip: twoFiles({ flags: 0x0006 }),
    members: TWO_FILES,
    warnings: ['zip/other-flags'],
  }),
  accepted({
    name: 'newest-version-needed',
    cites: ['zip/unsupported-version'],
    why: 'Version 4.5 is the newest that is allowed.',
    zip: twoFiles({ versionNeeded: 45 }),
    members: TWO_FILES,
    warnings: ['zip/other-version'],
  }),
  ...[46, 63, 64, 255].map((version) => {
    const zip = twoFiles({ versionNeeded: version });
    return rejected({
      name: `version-needed-${version}`,
      cites: ['zip/unsupported-version'],
      why: `Version ${version / 10} is needed to extract the first member.`,
      zip,
      at: atAlpha(zip),
      twin: 'newest-version-needed',
    });
  }),
  accepted({
    name: 'deflated-member',
    cites: ['zip/unsupported-method'],
    why: 'The first member is deflated (method 8).',
    zip: twoFiles({ method: 8 }),
    members: TWO_FILES,
    warnings: ['zip/compressed-member'],
  }),
  ...[1, 7, 9, 12, 14, 93, 99].map((method) =>
    edited(`method-${method}`, 'zip/unsupported-method', `The first member has compression method ${method}.`, {
      method,
    }),
  ),
  accepted({
    name: 'member-comment',
    cites: ['zip/central-directory-malformed'],
    why: 'The comment of a member lies inside of its central header.',
    zip: twoFiles({ comment: concatBytes('PK\x01\x02') }),
    members: TWO_FILES,
    warnings: ['zip/member-comment'],
  }),
  accepted({
    name: 'three-files',
    cites: ['zip/entry-count-mismatch'],
    why: 'Three entries are declared and three stand in the central directory.',
    zip: buildZip([ALPHA, BETA, { name: 'c.txt' }]),
    members: { ...TWO_FILES, 'c.txt': '' },
  }),
];
