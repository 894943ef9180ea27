import { MEMORY_SOURCE } from '../isolation/group-memory.ts';
import { withoutNetwork } from '../isolation/network-isolation.ts';
import type { IsolationMeasure } from '../report/certification-report.ts';
import type { OpenSession } from './adapter-session.ts';
import { processSession } from './process-session.ts';
import type { ProcessLimits, Program } from './watched-process.ts';

/** A way to drive an implementation. */
export interface Adapter {
  readonly openSession: OpenSession;
  /** How the implementation is kept apart by this way of driving it. */
  readonly measures: readonly IsolationMeasure[];
  readonly limits: ProcessLimits;
}

/** An adapter that is a program which speaks the protocol on its standard streams. */
export function processAdapter(program: Program, limits: ProcessLimits): Adapter {
  const { program: wrapped, isolated } = withoutNetwork(program);
  return { openSession: processSession(wrapped, limits), measures: processMeasures(isolated), limits };
}

/** What holds for every program that the suite starts. */
export function processMeasures(isolated: boolean): readonly IsolationMeasure[] {
  return [
    'cleared-environment',
    'process-group',
    'time-limit',
    ...(hasMemorySource() ? (['memory-sampled'] as const) : []),
    ...(isolated ? (['network-none'] as const) : []),
  ];
}

function hasMemorySource(): boolean {
  return MEMORY_SOURCE === 'proc' || process.platform !== 'win32';
}
