import { type ContentEnvelope, envelopeOfInput } from './envelope-of-input.ts';
import type { MatrixVector } from './matrix-vectors.ts';

/** A table of the page: vectors of one contract, and the readers that were asked about all of them. */
export interface MatrixTable {
  /** Its heading, and its name in the results and in a reader's `tables.json`. */
  readonly name: string;
  readonly contract: string;
  readonly includes: (stored: MatrixVector) => boolean;
  /** What has to be known to read the table. */
  readonly note?: string;
}

const TAR_NOTE = `Readers that unpack do so into an empty folder. Who leaves a member out without a word, as links out of the folder, has
accepted the archive. The vectors of this table stand in no envelope.`;

const ENVELOPE_NOTE = `Besides readers of tars, those of the envelope alone were asked; of what is in it they see nothing.`;

const DISTRIBUTION_NOTE = `Asked were the vectors of the role \`resolver\`: in a repository, one artifact is looked for. The reader is the example that
the published text gives its consumers, in our own words: the canonical index or else the old one, equality and prefixes,
exactly one line, and the digest in \`checksums.json\`. It has no clock, and knows neither lock files nor signatures; what it
is told of these it passes over. To accept is to resolve, to reject is to refuse. Whether it warns is not compared.`;

/** In the order of the page. */
export const MATRIX_TABLES: readonly MatrixTable[] = [
  { name: 'strict-zip', contract: 'strict-zip@1', includes: isJudged },
  { name: 'strict-tar', contract: 'strict-tar@1', includes: within('none'), note: TAR_NOTE },
  { name: 'strict-tar in gzip', contract: 'strict-tar@1', includes: within('gzip'), note: ENVELOPE_NOTE },
  { name: 'strict-tar in zstd', contract: 'strict-tar@1', includes: within('zstd'), note: ENVELOPE_NOTE },
  { name: 'strict-json', contract: 'strict-json@1', includes: isJudged },
  { name: 'strict-yaml', contract: 'strict-yaml@1', includes: isJudged },
  {
    name: 'distribution',
    contract: 'distribution@1',
    includes: (stored) => !isJudged(stored),
    note: DISTRIBUTION_NOTE,
  },
];

function isJudged({ vector }: MatrixVector): boolean {
  return vector.kind !== 'resolve';
}

function within(envelope: ContentEnvelope): MatrixTable['includes'] {
  return (stored) => isJudged(stored) && envelopeOfInput(stored) === envelope;
}
