import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MintedVectors } from '../../../conformance/suite/certify.ts';
import type { VectorSuite } from '../../../conformance/suite/read-suite.ts';
import { usageError } from '../usage-error.ts';

/** Makes the vectors of a challenge for as long as the task takes; without a nonce there are none. */
export async function withMintedVectors<T>(
  { vectors }: VectorSuite,
  nonce: string | undefined,
  task: (minted: (MintedVectors & { readonly folder: string }) | undefined) => Promise<T>,
): Promise<T> {
  if (nonce === undefined) return task(undefined);
  // The report states it.
  if (nonce === '' || nonce.length > 200 || /\p{Cc}/u.test(nonce))
    throw usageError('a challenge is a text of 1 to 200 characters without control characters');
  const { mintChallenge } = await import('../../../conformance/challenge/mint-challenge.ts');
  const folder = mkdtempSync(join(tmpdir(), 'package-contracts-challenge-'));
  try {
    return await task({ nonce, folder, vectors: mintChallenge(vectors, nonce, folder) });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
