import { gzipMember } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { brokenGzip } from './broken-gzip.ts';
import { AND_EMPTY, EMPTY, namedHeader, TAR, whole } from './gzip-draft.ts';
import { soundGzip } from './sound-gzip.ts';
import { accepted, TWO_FILES } from './tar-case.ts';

/** What only the profile core lets through, and how it is read. */
const coreGzip: readonly Recipe[] = [
  accepted({
    name: AND_EMPTY,
    cites: ['gzip/several-members'],
    why: 'A member without content follows the one with the tar.',
    input: Buffer.concat([whole, EMPTY]),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-gzip-like-an-envelope',
    cites: ['tar/nested-envelope'],
    why: 'The content begins as a gzip file does, and is read as a tar.',
    input: gzipMember(namedHeader(Buffer.from('1f8b', 'hex'))),
    members: { 'a.txt': 'alpha\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-gzip-members',
    cites: ['gzip/several-members'],
    why: 'Members are read one behind the other.',
    input: Buffer.concat([gzipMember(TAR.subarray(0, 1000)), gzipMember(TAR.subarray(1000))]),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-gzip-trailing-data',
    cites: ['gzip/trailing-data'],
    why: 'What follows a member and begins otherwise is passed over.',
    input: Buffer.concat([whole, Buffer.from('more')]),
    members: TWO_FILES,
    profile: 'core',
  }),
];

/** Every vector that is a gzip file. */
export const gzipRecipes: readonly Recipe[] = [...soundGzip, ...brokenGzip, ...coreGzip];
