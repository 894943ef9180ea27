import { readSuite } from '../../../conformance/suite/read-suite.ts';
import type { VectorIndex } from '../../../conformance/suite/report/check-completeness.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { findVectors } from './find-vectors.ts';

/** The vectors of `--vectors`, or of this package, to hold a report against. */
export function vectorIndex(options: OptionValues, edge: Edge): VectorIndex {
  const { vectors, vectorsDigest } = readSuite(findVectors(textOption(options, 'vectors'), edge));
  return { vectorsDigest, vectors: vectors.map(({ vector }) => vector) };
}
