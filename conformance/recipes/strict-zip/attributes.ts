import type { Recipe } from '../recipe.ts';
import { buildZip, type ZipMember } from '../zip-builder.ts';
import { ALPHA, accepted, atAlpha, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './zip-case.ts';

const mode = (value: number): number => value * 0x10000;
const DOS_DIRECTORY = 0x10;
const FOLDER: ZipMember = { name: 'd/', externalAttributes: mode(0o40755) + DOS_DIRECTORY };

function withMode(name: string, rule: string, why: string, externalAttributes: number, twin: string): Recipe {
  const zip = twoFiles({ externalAttributes });
  return rejected({ name, cites: [rule], why, zip, at: atAlpha(zip), twin });
}

const folder = (edit: Partial<ZipMember>): ReturnType<typeof buildZip> => buildZip([{ ...FOLDER, ...edit }]);
const asFile = folder({ externalAttributes: mode(0o100644) });
const withData = folder({ data: 'x' });
const directory = 'zip/directory-entry';

export const attributeRecipes: readonly Recipe[] = [
  accepted({
    name: 'executable-file',
    cites: ['zip/symbolic-link', 'zip/special-file', 'zip/setuid-or-setgid'],
    why: 'The mode is that of a regular file that can be run, with the sticky bit.',
    zip: twoFiles({ externalAttributes: mode(0o101755) }),
    members: TWO_FILES,
    warnings: ['zip/other-attributes'],
  }),
  accepted({
    name: 'mode-without-type',
    cites: ['zip/special-file', 'zip/symbolic-link'],
    why: 'The mode has permissions and no file type, as streaming writers leave it.',
    zip: twoFiles({ externalAttributes: mode(0o600) }),
    members: TWO_FILES,
    warnings: ['zip/other-attributes'],
  }),
  withMode(
    'symbolic-link',
    'zip/symbolic-link',
    'The mode is that of a symbolic link.',
    mode(0o120777),
    'executable-file',
  ),
  ...(
    [
      ['fifo', 0o010644],
      ['character-device', 0o020644],
      ['block-device', 0o060644],
      ['socket', 0o140755],
      ['unknown-type', 0o170644],
    ] as const
  ).map(([kind, value]) =>
    withMode(
      `special-file-${kind}`,
      'zip/special-file',
      `The file type in the mode is: ${kind}.`,
      mode(value),
      'executable-file',
    ),
  ),
  withMode(
    'setuid-file',
    'zip/setuid-or-setgid',
    'The file has the set-user-ID bit.',
    mode(0o104755),
    'executable-file',
  ),
  withMode(
    'setgid-file',
    'zip/setuid-or-setgid',
    'The file has the set-group-ID bit.',
    mode(0o102755),
    'executable-file',
  ),
  withMode(
    'directory-mode-on-file',
    'zip/directory-attribute-on-file',
    'The name is that of a file and the mode that of a directory.',
    mode(0o040755),
    'executable-file',
  ),
  withMode(
    'dos-directory-on-file',
    'zip/directory-attribute-on-file',
    'The name is that of a file and the MS-DOS attribute that of a directory.',
    mode(0o100644) + DOS_DIRECTORY,
    TWO_FILES_NAME,
  ),
  accepted({
    name: 'dos-archive-bit-on-file',
    cites: ['zip/directory-attribute-on-file'],
    why: 'All MS-DOS attributes but that of a directory are set.',
    zip: twoFiles({ externalAttributes: mode(0o100644) + 0x2f }),
    members: TWO_FILES,
    warnings: ['zip/other-attributes'],
  }),
  accepted({
    name: 'directory',
    cites: ['zip/file-attribute-on-directory', 'zip/directory-with-data', 'zip/directory-attribute-on-file'],
    why: 'The name ends in a slash, and the attributes are those of a directory with the set-group-ID bit.',
    zip: folder({ externalAttributes: mode(0o42755) + DOS_DIRECTORY }),
    members: { d: null },
    warnings: [directory],
  }),
  accepted({
    name: 'directory-without-mode',
    cites: ['zip/file-attribute-on-directory'],
    why: 'The name ends in a slash, and there are no attributes at all.',
    zip: folder({ externalAttributes: 0 }),
    members: { d: null },
    warnings: [directory],
  }),
  rejected({
    name: 'file-mode-on-directory',
    cites: ['zip/file-attribute-on-directory'],
    why: 'The name ends in a slash and the mode is that of a regular file.',
    zip: asFile,
    at: { member: 'd', offset: asFile.central },
    twin: 'directory',
  }),
  accepted({
    name: 'deflated-directory',
    cites: ['zip/directory-with-data'],
    why: 'The directory has the deflate stream of no content, as Java and Python write it.',
    zip: folder({ method: 8, stored: Uint8Array.of(0x03, 0x00) }),
    members: { d: null },
    warnings: [directory, 'zip/compressed-member'],
  }),
  rejected({
    name: 'directory-with-content',
    cites: ['zip/directory-with-data'],
    why: 'The directory has one byte of content.',
    zip: withData,
    at: { member: 'd', offset: withData.central },
    twin: 'directory',
  }),
  accepted({
    name: 'file-without-content',
    cites: ['zip/directory-with-data'],
    why: 'A file may be empty.',
    zip: buildZip([{ ...ALPHA, data: '' }]),
    members: { 'a.txt': '' },
  }),
];
