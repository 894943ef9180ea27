import type { MutantResult } from '../mutant.ts';
import { NOT_PRODUCED } from './refused-outcome.ts';

/** One vector or golden that may tell of a mutant: what became of it, `pass` or an outcome. */
export interface Trial {
  readonly name: string;
  readonly run: () => Promise<string>;
}

/** What an answer that never came is called; it tells of nothing. */
const NO_VERDICT: ReadonlySet<string> = new Set([
  'crash',
  'timeout',
  'resource',
  'protocol',
  'fault',
  'unsupported',
  'not-run',
]);

/**
 * Tries one after another until one tells; that a producer refuses its own work tells only where nothing else does. A
 * mutant of which nothing tells, and that crashes somewhere, is broken.
 */
export async function tryTrials(id: string, trials: readonly Trial[]): Promise<MutantResult> {
  const crashes: string[] = [];
  let refused: string | undefined;
  for (const { name, run } of trials) {
    try {
      const outcome = await run();
      if (NO_VERDICT.has(outcome)) crashes.push(`${name} ${outcome}`);
      else if (outcome.startsWith(NOT_PRODUCED)) refused ??= `${name} ${outcome}`;
      else if (outcome !== 'pass') return { id, status: 'killed', by: `${name} ${outcome}` };
    } catch (error) {
      crashes.push(`${name} ${firstLine(error)}`);
    }
  }
  if (refused !== undefined) return { id, status: 'killed', by: refused };
  if (crashes[0] !== undefined) return { id, status: 'broken', problem: `${crashes.length} crashes: ${crashes[0]}` };
  return { id, status: trials.length === 0 ? 'unreached' : 'survived' };
}

/** The first line of what an error says. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
