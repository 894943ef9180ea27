import type { Recipe } from '../recipe.ts';
import { buildTar, type TarEntry, tarEntry } from '../tar-builder.ts';
import { ALPHA, accepted, BETA, rejected, TWO_FILES, TWO_FILES_NAME } from './tar-case.ts';

const FILES: readonly TarEntry[] = [ALPHA, BETA];
const END = 2048;
const PADDED = 'padded-to-a-record';

const withEnd = (end: Uint8Array) => buildTar(FILES, end);
const zeros = (count: number) => Buffer.alloc(count);

export const endRecipes: readonly Recipe[] = [
  accepted({
    name: PADDED,
    cites: ['tar/data-after-end', 'tar/partial-block', 'tar/lone-zero-block'],
    why: 'Zeros fill the archive up to 10,240 bytes, as most programs do.',
    input: withEnd(zeros(10_240 - END)),
    members: TWO_FILES,
    warnings: ['tar/record-padding'],
  }),
  accepted({
    name: 'no-members',
    cites: ['tar/missing-end-of-archive'],
    why: 'Two zero blocks alone are an archive without members.',
    input: zeros(1024),
    members: {},
  }),
  rejected({
    name: 'no-end',
    cites: ['tar/missing-end-of-archive'],
    why: 'The archive ends behind its last member, as one does that was cut there.',
    input: withEnd(zeros(0)),
    at: { offset: END },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'empty-input',
    cites: ['tar/missing-end-of-archive'],
    why: 'There is nothing.',
    input: zeros(0),
    at: { offset: 0 },
    twin: 'no-members',
  }),
  rejected({
    name: 'zero-block-between-members',
    cites: ['tar/lone-zero-block'],
    why: 'One zero block stands between the members; some readers end there, others go on.',
    input: Buffer.concat([tarEntry(ALPHA), zeros(512), tarEntry(BETA), zeros(1024)]),
    at: { offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'member-behind-the-end',
    cites: ['tar/data-after-end'],
    why: 'A member stands behind the two zero blocks, where only some readers look.',
    input: withEnd(Buffer.concat([zeros(1024), tarEntry({ name: 'c.txt', data: 'c' }), zeros(1024)])),
    at: { offset: END + 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'byte-in-the-padding',
    cites: ['tar/data-after-end'],
    why: 'The last byte of the padding is not zero; the finding stands at its block.',
    input: withEnd(Buffer.concat([zeros(10_240 - END - 1), Buffer.from('x')])),
    at: { offset: 10_240 - 512 },
    twin: PADDED,
  }),
  rejected({
    name: 'partial-block',
    cites: ['tar/partial-block'],
    why: 'A hundred zeros behind the end are no whole block.',
    input: withEnd(zeros(1024 + 100)),
    at: { offset: END + 1024 },
    twin: TWO_FILES_NAME,
  }),
  accepted({
    name: 'core-data-behind-the-end',
    cites: ['tar/data-after-end'],
    why: 'What follows the two zero blocks is passed over.',
    input: withEnd(Buffer.concat([zeros(1024), tarEntry({ name: 'c.txt', data: 'c' })])),
    members: TWO_FILES,
    profile: 'core',
  }),
];
