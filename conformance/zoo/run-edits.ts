import type { MutantResult } from './mutant.ts';
import type { EditedMutant } from './program/judge-edit.ts';
import { inLanes, runProcess } from './run-process.ts';

interface Edits {
  readonly mutants: readonly EditedMutant[];
  readonly lanes: number;
  /** How many mutants share a process. */
  readonly sharing: number;
}

/** Judges mutants that are edits. One that ends its process is broken, and the ones behind it begin in a new one. */
export async function runEdits(
  program: string,
  root: string,
  { mutants, lanes, sharing }: Edits,
): Promise<readonly MutantResult[]> {
  const groups = Array.from({ length: Math.ceil(mutants.length / sharing) }, (_, index) =>
    mutants.slice(index * sharing, (index + 1) * sharing),
  );
  return (
    await inLanes(
      lanes,
      groups.map((group) => () => runGroup(program, root, group)),
    )
  ).flat();
}

async function runGroup(
  program: string,
  root: string,
  mutants: readonly EditedMutant[],
): Promise<readonly MutantResult[]> {
  const results: MutantResult[] = [];
  for (let rest = mutants; rest.length > 0; rest = mutants.slice(results.length)) {
    const ran = await runProcess<MutantResult>(program, { root, kind: 'edits', mutants: rest });
    results.push(...ran.results);
    const next = mutants[results.length];
    if (next !== undefined) results.push({ id: next.id, status: 'broken', problem: ran.problem ?? 'no result' });
  }
  return results;
}
