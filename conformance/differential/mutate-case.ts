import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes } from './mutate-bytes.ts';
import { mutatePack } from './mutate-pack.ts';
import { type CaseInput, mutateFolder, mutatePackage, mutatorOf } from './mutate-package.ts';
import { mutateTar } from './mutate-tar.ts';
import { mutateZip } from './mutate-zip.ts';

const MUTATORS: Readonly<Record<string, Mutator>> = {
  'strict-zip@1': mutateZip,
  'strict-tar@1': mutateTar,
  'strict-json@1': mutatorOf('.json'),
  'strict-yaml@1': mutatorOf('.yaml'),
  'anpkg@1': mutatePackage,
  'doctor-cli-package@1': mutatorOf('.json'),
  'assets-pa@1': mutatePack,
};

/** An input with one to three edits that fit its contract. */
export function mutateCase(contract: string, input: CaseInput, draws: SeededDraws): CaseInput {
  const mutate = MUTATORS[contract] ?? mutateBytes;
  let changed = input;
  // Mostly one: of two defects only the first one shows.
  for (let left = 1 + (draws.below(4) === 0 ? draws.below(3) : 0); left > 0; left -= 1) {
    changed = (changed instanceof Uint8Array ? mutate(changed, draws) : mutateFolder(changed, draws)) ?? changed;
  }
  return changed;
}
