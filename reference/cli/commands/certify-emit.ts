import { cpSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readSuite } from '../../../conformance/suite/read-suite.ts';
import { emitRequest } from '../../../conformance/suite/try-vector.ts';
import { makeFolders, realSystem } from '../../archive/publish-system.ts';
import { attempt } from '../../report/attempt.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';
import { findVectors } from '../input/find-vectors.ts';
import { withMintedVectors } from '../input/mint-vectors.ts';
import { usageError } from '../usage-error.ts';
import { contractsOption } from './certify-request.ts';

/** Writes the requests of one vector, to be put to a program by hand. Throws ContractsError `usage` without one. */
export function emitVector(vector: string | undefined, options: OptionValues, edge: Edge): number {
  if (vector === undefined) throw usageError('--emit-request is about one vector: name it with --vector');
  const { folder, lines } = emitRequest(readSuite(findVectors(textOption(options, 'vectors'), edge)), vector);
  edge.stdout.write(lines.map((line) => `${line}\n`).join(''));
  edge.stderr.write(`the input is in ${folder}; it is yours to remove\n`);
  return EXIT.holds;
}

/**
 * Writes the vectors of a challenge, for anybody to look at, into a folder that is not there yet. Throws ContractsError
 * `usage` where it is, or where the challenge has no vectors for the contracts that are asked for.
 */
export async function emitChallenge(folder: string, options: OptionValues, edge: Edge): Promise<number> {
  const nonce = textOption(options, 'challenge');
  if (nonce === undefined) throw usageError('--emit writes the vectors of a challenge: name it with --challenge');
  if (existsSync(folder)) throw usageError('--emit takes a folder that is not there yet');
  const contracts = contractsOption(options);
  const suite = readSuite(findVectors(textOption(options, 'vectors'), edge));
  return withMintedVectors(suite, nonce, async (minted) => {
    const chosen = (minted?.vectors ?? []).filter(
      ({ vector }) => contracts.length === 0 || contracts.includes(vector.contract),
    );
    if (chosen.length === 0) throw usageError(`there are no fresh vectors for ${contracts.join(', ')}`);
    attempt(`cannot make the folder ${folder}`, () => makeFolders(folder, realSystem));
    for (const stored of chosen) {
      cpSync(stored.folder, join(folder, relative(minted?.folder ?? '', stored.folder)), { recursive: true });
    }
    edge.stdout.write(`${chosen.length} vectors\n`);
    return EXIT.holds;
  });
}
