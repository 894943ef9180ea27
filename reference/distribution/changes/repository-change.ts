import { compareCodePoints } from '../../report/code-point-order.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { IndexFacts } from '../documents/distribution-model.ts';
import { legacyPaths } from '../documents/templates.ts';
import { generationsOf } from './generations.ts';
import { type RepositoryState, readContractAt, readIndexAt } from './repository-state.ts';
import type { StateSource } from './state-source.ts';

/** An index under a legacy path that was there and is not any more. */
export interface RemovedAlias {
  readonly path: string;
  readonly sunset: string;
  /** Its rows as they were; undefined where it could not be read. */
  readonly index: IndexFacts | undefined;
}

/** A repository beside an earlier state of it. */
export interface RepositoryChange {
  readonly before: RepositoryState;
  readonly after: RepositoryState;
  /** What the earlier state is called. */
  readonly revision: string;
  /** The moment at which notices are looked at; undefined where none was given. */
  readonly now: string | undefined;
  /** Files below `dist` with other content than before, indexes and their signatures left out. */
  readonly changedFiles: readonly string[];
  readonly removedAliases: readonly RemovedAlias[];
  /** Versions that were published since both stewards were listed; undefined where they were not. */
  readonly sinceBothStewards: number | undefined;
}

export interface ChangeRequest {
  readonly before: RepositoryState;
  readonly after: RepositoryState;
  readonly earlier: StateSource;
  readonly revision: string;
  readonly now: string | undefined;
}

/** Gathers what the rules compare. Files of the same size are compared by their content. */
export async function readChange({ before, after, earlier, revision, now }: ChangeRequest): Promise<RepositoryChange> {
  return {
    before,
    after,
    revision,
    now,
    changedFiles: await changedFiles(before, after),
    removedAliases: await removedAliases(before, after, earlier),
    sinceBothStewards: await sinceBothStewards(before, after, earlier),
  };
}

const SIGNATURE = 'dist/index.signature.json';

async function changedFiles(before: RepositoryState, after: RepositoryState): Promise<readonly string[]> {
  const contracts = [before.contract.value, after.contract.value];
  const moving = new Set([
    SIGNATURE,
    ...contracts.flatMap((contract) => [contract.artifact.distribution_index.canonical, ...legacyPaths(contract)]),
  ]);
  const changed: string[] = [];
  for (const [path, file] of before.files) {
    const now = after.files.get(path);
    if (now === undefined || moving.has(path)) continue;
    if (now.size !== file.size || (await now.content()) !== (await file.content())) changed.push(path);
  }
  return changed.sort(compareCodePoints);
}

async function removedAliases(
  before: RepositoryState,
  after: RepositoryState,
  { reader }: StateSource,
): Promise<readonly RemovedAlias[]> {
  const { canonical, legacy } = before.contract.value.artifact.distribution_index;
  const removed: RemovedAlias[] = [];
  for (const [place, path] of legacyPaths(before.contract.value).entries()) {
    if (path === canonical || !before.files.has(path) || after.files.has(path)) continue;
    const sunset = sunsetOf(path, after) ?? legacy[place]?.deprecation_sunset ?? '';
    removed.push({ path, sunset, index: await readIndexAt(path, reader, new FindingCollector(HARDENED)) });
  }
  return removed;
}

function sunsetOf(path: string, { contract: { value } }: RepositoryState): string | undefined {
  const place = legacyPaths(value).indexOf(path);
  return value.artifact.distribution_index.legacy[place]?.deprecation_sunset;
}

/**
 * How many versions are published that were not when both stewards were listed first. Whoever has no history of the
 * earlier state counts from there.
 */
async function sinceBothStewards(
  before: RepositoryState,
  after: RepositoryState,
  earlier: StateSource,
): Promise<number | undefined> {
  const names = [before, after].map(({ contract }) => contract.value.governance?.steward);
  const listsBoth = ({ contract }: Pick<RepositoryState, 'contract'>): boolean =>
    names.every((name) => name !== undefined && contract.value.governance?.stewards?.includes(name));
  if (names[0] === names[1] || !listsBoth(before)) return undefined;
  let known = generationsOf(before.index);
  for await (const reader of earlier.history(before.contract.member ?? '')) {
    const quiet = new FindingCollector(HARDENED);
    const contract = await readContractAt(reader, quiet);
    if (contract === undefined || !listsBoth({ contract })) break;
    known = generationsOf(await readIndexAt(contract.value.artifact.distribution_index.canonical, reader, quiet));
  }
  return generationsOf(after.index).filter((version) => !known.includes(version)).length;
}
