import type { Segment } from '../../suite/vector.ts';
import type { LimitRecipe } from '../case-recipe.ts';
import { limitCase } from '../limit/limit-case.ts';

/** Sections 2 and 3: the greatest documents that are read. */
const MEBIBYTE = 1024 * 1024;
const { accepted, rejected } = limitCase('distribution@1', { seconds: 60, mebibytes: 1024 });

const INDEX = '{"releases":[]';
const CHECKSUMS = `{"artifact_sha256":"${'0'.repeat(64)}"`;

/** The object, closed behind so many spaces that it has the size. */
function padded(head: string, size: number): readonly Segment[] {
  return [{ text: head }, { repeat: size - head.length - 2, segments: [{ text: ' ' }] }, { text: '}\n' }];
}

const WARNINGS = ['distribution/missing-producer-member', 'distribution/document-not-canonical'];

export const distributionLimits: readonly LimitRecipe[] = [
  accepted({
    name: 'index-of-128-mib',
    why: 'An index has as many bytes as it may have, nearly all of them spaces.',
    segments: padded(INDEX, 128 * MEBIBYTE),
    cites: ['distribution/index-too-large'],
    warnings: WARNINGS,
  }),
  rejected({
    name: 'index-of-one-byte-more',
    why: 'An index has one byte more than 128 MiB.',
    segments: padded(INDEX, 128 * MEBIBYTE + 1),
    rule: 'distribution/index-too-large',
  }),
  accepted({
    name: 'sidecar-of-one-mib',
    why: 'Checksums have as many bytes as a sidecar may have, nearly all of them spaces.',
    segments: padded(CHECKSUMS, MEBIBYTE),
    cites: ['distribution/sidecar-too-large'],
    warnings: WARNINGS,
  }),
  rejected({
    name: 'sidecar-of-one-byte-more',
    why: 'Checksums have one byte more than 1 MiB.',
    segments: padded(CHECKSUMS, MEBIBYTE + 1),
    rule: 'distribution/sidecar-too-large',
  }),
];
