import type { RecipeFolder } from '../recipes/recipe.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import type { Origin, Told } from './case-origin.ts';
import { type Mutator, mutateBytes } from './mutate-bytes.ts';
import { mutateCartridge } from './mutate-cartridge.ts';
import { mutatePack } from './mutate-pack.ts';
import { type CaseInput, mutateFolder, mutatePackage, mutatorOf } from './mutate-package.ts';
import { mutateRepository } from './mutate-repository.ts';
import { mutateRequest } from './mutate-request.ts';
import { mutateTar } from './mutate-tar.ts';
import { mutateWorkspace } from './mutate-workspace.ts';
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

type FolderMutator = (folder: RecipeFolder, draws: SeededDraws) => RecipeFolder | undefined;

const FOLDER_MUTATORS: Readonly<Record<string, FolderMutator>> = {
  'assets-pa@1': mutateCartridge,
  'distribution@1': mutateRepository,
};

/** Of what producers are given. */
const SOURCE_MUTATORS: Readonly<Record<string, FolderMutator>> = {
  'assets-pa@1': mutateWorkspace,
  'distribution@1': mutateRepository,
};

/** A vector's input and question, one or both of them changed. */
export function mutateCase(contract: string, origin: Pick<Origin, 'input' | 'told'>, draws: SeededDraws): MutatedCase {
  const { input, told } = origin;
  if (told.op === 'validate') {
    const profile = draws.below(4) === 0 ? 'core' : 'hardened';
    return { input: mutateInput(contract, input, draws), told: { ...told, profile } };
  }
  if (told.op === 'produce') return { input: mutateInput(contract, input, draws, SOURCE_MUTATORS), told };
  const kind = draws.below(5);
  return {
    input: kind > 1 ? mutateInput(contract, input, draws) : input,
    told: kind < 3 ? mutateRequest(told, input, draws) : told,
  };
}

export interface MutatedCase {
  readonly input: CaseInput;
  readonly told: Told;
}

/** An input with one to three edits that fit its contract. */
function mutateInput(
  contract: string,
  input: CaseInput,
  draws: SeededDraws,
  folderMutators: Readonly<Record<string, FolderMutator>> = FOLDER_MUTATORS,
): CaseInput {
  const mutate = MUTATORS[contract] ?? mutateBytes;
  const mutateInside = folderMutators[contract] ?? mutateFolder;
  let changed = input;
  // Mostly one: of two defects only the first one shows.
  for (let left = 1 + (draws.below(4) === 0 ? draws.below(3) : 0); left > 0; left -= 1) {
    changed = (changed instanceof Uint8Array ? mutate(changed, draws) : mutateInside(changed, draws)) ?? changed;
  }
  return changed;
}
