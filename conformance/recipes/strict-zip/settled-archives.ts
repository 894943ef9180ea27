import type { Recipe } from '../recipe.ts';
import { buildZip } from '../zip-builder.ts';
import {
  ALPHA,
  accepted,
  atAlpha,
  atBeta,
  rejected,
  TWO_FILES,
  TWO_FILES_NAME,
  twoFiles,
  twoFilesSecond,
} from './zip-case.ts';

const STUB = '#!/bin/sh\n';

const gone = twoFiles({ local: { signature: 0x04034b51, extra: Uint8Array.of(0) } });
const reaching = twoFilesSecond({ local: { nameLength: 64 } });
const stored = twoFilesSecond({ uncompressedSize: 2 * 1024 * 1024 });
const directoryMode = twoFiles({ externalAttributes: 0o42755 * 0x10000 });
const otherDisk = buildZip([ALPHA], { zip64End: {}, end: { disk: 5, centralDisk: 5 } });
const absentDisk = buildZip([ALPHA], { zip64End: {}, end: { disk: 0xffff, centralDisk: 0xffff } });
const twoDisks = buildZip([ALPHA], { zip64End: { disk: 1 }, end: { disk: 1 } });
const olderVersion = buildZip([ALPHA], { zip64End: { versionNeeded: 20 } });
const plainZip64 = buildZip([ALPHA], { zip64End: {} });
const stubbed = buildZip([], { leading: new TextEncoder().encode(STUB), offsetsIncludeLeading: false });
const cutDescriptor = twoFilesSecond({ descriptor: { raw: Uint8Array.of(0x50, 0x4b, 7, 8, 0, 0, 0, 0) } });
const behindLonger = twoFiles({
  method: 8,
  stored: Uint8Array.of(0x4b, 0x04, 0x00, 0x00),
  uncompressedSize: 0,
  crc32: 0,
});
const PLAIN_ZIP64 = 'zip64-records-of-one-file';

/** Archives of which two implementations said different things until the text decided. */
export const settledArchives: readonly Recipe[] = [
  rejected({
    name: 'no-local-header-and-broken-extra-field',
    cites: ['zip/local-header-missing'],
    why: 'No local header stands where the entry points, so what would be its extra field is not judged.',
    zip: gone,
    at: atAlpha(gone),
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'local-header-reaching-into-directory',
    cites: ['zip/local-header-missing'],
    why: 'The name that the local header declares would end behind the beginning of the central directory.',
    zip: reaching,
    at: atBeta(reaching),
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'stored-member-of-great-size',
    cites: ['zip/ratio-too-high'],
    why: 'A stored member of five bytes declares 2 MiB, which is judged before its data are read.',
    zip: stored,
    at: atBeta(stored),
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'setgid-bit-in-mode-of-directory',
    cites: ['zip/setuid-or-setgid'],
    why: 'The name is that of a file; the mode is that of a directory with the set-group-ID bit.',
    zip: directoryMode,
    at: atAlpha(directoryMode),
    twin: TWO_FILES_NAME,
  }),
  accepted({
    name: PLAIN_ZIP64,
    cites: ['zip/zip64-end-record-version', 'zip/zip64-end-record-mismatch', 'zip/disk-number'],
    why: 'Zip64 records repeat what the end record says.',
    zip: plainZip64,
    members: { 'a.txt': TWO_FILES['a.txt'] ?? '' },
    warnings: ['zip/needless-zip64'],
  }),
  accepted({
    name: 'zip64-disks-all-ones',
    cites: ['zip/disk-number', 'zip/zip64-end-record-mismatch'],
    why: 'The numbers of disks are all ones, and the zip64 end record has them.',
    zip: absentDisk,
    members: { 'a.txt': TWO_FILES['a.txt'] ?? '' },
    warnings: ['zip/needless-zip64'],
  }),
  rejected({
    name: 'zip64-record-of-other-disk',
    cites: ['zip/zip64-end-record-mismatch'],
    why: 'The end record says disk 5 and the zip64 end record disk 0; core asks only that they agree.',
    zip: otherDisk,
    at: { offset: otherDisk.end },
    twin: PLAIN_ZIP64,
  }),
  rejected({
    name: 'disk-number-in-two-records',
    cites: ['zip/disk-number'],
    why: 'Both end records say disk 1, and the first finding is that of the record that comes first.',
    zip: twoDisks,
    at: { offset: twoDisks.zip64End },
    twin: PLAIN_ZIP64,
  }),
  rejected({
    name: 'zip64-record-of-older-version',
    cites: ['zip/zip64-end-record-version'],
    why: 'The zip64 end record needs version 2.0, and not 4.5.',
    zip: olderVersion,
    at: { offset: olderVersion.zip64End },
    twin: PLAIN_ZIP64,
  }),
  rejected({
    name: 'uncounted-bytes-before-an-empty-archive',
    cites: ['zip/gap-before-end-record'],
    why: 'Without members no central header shows that offsets count from a later byte, so the directory ends at 0.',
    zip: stubbed,
    at: { offset: 0 },
    twin: 'empty-archive',
  }),
  rejected({
    name: 'descriptor-cut-short',
    cites: ['zip/descriptor-missing'],
    why: 'The signature of a descriptor follows the data, and fewer bytes than a descriptor has.',
    zip: cutDescriptor,
    at: atBeta(cutDescriptor, 'descriptor'),
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'longer-stream-with-bytes-behind',
    cites: ['zip/size-mismatch'],
    why: 'The stream has one byte of content where none is declared, so what stands behind it is not asked.',
    zip: behindLonger,
    at: atAlpha(behindLonger, 'data'),
    twin: TWO_FILES_NAME,
  }),
];
