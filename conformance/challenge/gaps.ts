/** A rule for consumers of which a fresh vector is missing, and why. */
export interface Gap {
  readonly rule: string;
  readonly lacks: readonly ('rejected' | 'accepted')[];
  readonly reason: string;
}

/** Every rule of level MUST for consumers that a challenge does not test from both sides. */
export const GAPS: readonly Gap[] = [
  ...['anpkg/checksum-list-too-large', 'anpkg/yaml-total-too-large', 'anpkg/json-total-too-large'].map(
    (rule): Gap => ({
      rule,
      lacks: ['accepted'],
      reason: 'What is just within the limit is compressed in the published vector, and so cannot be varied in place.',
    }),
  ),
  ...['anpkg/replay-failed', 'anpkg/replay-timeout'].map(
    (rule): Gap => ({
      rule,
      lacks: ['rejected', 'accepted'],
      reason: 'A vector carries no runtime to replay with.',
    }),
  ),
  ...['gzip/ratio-too-high', 'zstd/ratio-too-high'].map(
    (rule): Gap => ({
      rule,
      lacks: ['rejected', 'accepted'],
      reason:
        'What is compressed so well is made by hand, bit for bit, and anything else in it would change the ratio.',
    }),
  ),
  {
    rule: 'zstd/invalid-block',
    lacks: ['accepted'],
    reason: 'The checksum of a frame covers what its compressed block holds, which no renewal decodes.',
  },
  {
    rule: 'distribution/index-too-large',
    lacks: ['accepted'],
    reason: 'Reading another index of 128 MiB takes as long as everything else in a challenge.',
  },
  ...['doctor-cli-package/folder-unsafe-name', 'doctor-cli-package/path-target-missing'].map(
    (rule): Gap => ({
      rule,
      lacks: ['accepted'],
      reason: 'The name in the published vector is the point of it, and is not varied.',
    }),
  ),
];
