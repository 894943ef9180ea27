import { gzipMember, storedBlocks } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import {
  DEFLATE,
  DEFLATED,
  EVERY_FIELD,
  gzip,
  namedHeader,
  OF_PAX_HEADER,
  SMALLER,
  TAR,
  TWO_GZIP,
  WITH_FIELDS,
} from './gzip-draft.ts';
import { accepted, TWO_FILES } from './tar-case.ts';

/** Gzip files that hold. */
export const soundGzip: readonly Recipe[] = [
  accepted({
    name: TWO_GZIP,
    cites: [
      'gzip/truncated-header',
      'gzip/unknown-method',
      'gzip/reserved-flag',
      'gzip/truncated-deflate',
      'gzip/truncated-trailer',
      'gzip/crc-mismatch',
      'gzip/size-mismatch',
      'gzip/several-members',
      'gzip/trailing-data',
      'tar/nested-envelope',
      'gzip/optional-field',
      'gzip/modification-time',
      'gzip/extra-flags',
      'gzip/operating-system',
    ],
    why: 'The two files in gzip, in the canonical form with stored blocks.',
    input: gzip(),
    members: TWO_FILES,
  }),
  accepted({
    name: DEFLATED,
    cites: ['gzip/invalid-deflate'],
    why: 'The tar is compressed; how well is not judged.',
    input: gzip({ deflate: DEFLATE }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'gzip-deflated-well',
    cites: ['gzip/invalid-deflate'],
    why: 'The tar is compressed by another level.',
    input: gzip({ deflate: SMALLER }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'gzip-several-blocks',
    cites: ['gzip/truncated-deflate'],
    why: 'The deflate stream has many stored blocks, an empty one last.',
    input: gzip({
      deflate: Buffer.concat([withoutEnd(storedBlocks(TAR, 500)), storedBlocks(new Uint8Array(0))]).toString('hex'),
    }),
    members: TWO_FILES,
  }),
  accepted({
    name: WITH_FIELDS,
    cites: ['gzip/malformed-extra-field', 'gzip/header-crc-mismatch', 'gzip/truncated-header', 'gzip/header-too-large'],
    why: 'The header has an extra field, a name, a comment and its CRC-16.',
    input: gzip(EVERY_FIELD),
    members: TWO_FILES,
    warnings: ['gzip/optional-field'],
  }),
  accepted({
    name: 'gzip-of-the-gzip-program',
    cites: ['gzip/reserved-flag'],
    why: 'The header has a name, a time and the system Unix, as the gzip program writes it.',
    input: gzip({ header: '1f8b0808d2029649' + '0003', fields: Buffer.from('two.tar\0').toString('hex') }),
    members: TWO_FILES,
    warnings: ['gzip/optional-field', 'gzip/modification-time', 'gzip/operating-system'],
  }),
  accepted({
    name: 'gzip-best-compression',
    cites: ['gzip/extra-flags'],
    why: 'The extra flags say that the best compression was chosen.',
    input: gzip({ header: '1f8b08000000000002ff' }),
    members: TWO_FILES,
    warnings: ['gzip/extra-flags'],
  }),
  accepted({
    name: 'gzip-time',
    cites: [],
    why: 'The header has a time.',
    input: gzip({ header: '1f8b0800d202964900ff' }),
    members: TWO_FILES,
    warnings: ['gzip/modification-time'],
  }),
  accepted({
    name: 'gzip-system',
    cites: [],
    why: 'The header says that the file was made on Unix.',
    input: gzip({ header: '1f8b0800000000000003' }),
    members: TWO_FILES,
    warnings: ['gzip/operating-system'],
  }),
  accepted({
    name: OF_PAX_HEADER,
    cites: ['tar/nested-envelope'],
    why: 'The content begins with the name of a pax header, which has no meaning.',
    input: gzipMember(namedHeader('pax')),
    members: { 'a.txt': 'alpha\n' },
    warnings: ['tar/extension-header'],
  }),
];

/** All blocks but the mark of the last one. */
function withoutEnd(stream: Buffer): Buffer {
  const copy = Buffer.from(stream);
  let last = 0;
  for (let at = 0; at < copy.length; at += 5 + copy.readUInt16LE(at + 1)) last = at;
  copy[last] = 0;
  return copy;
}
