import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { relative } from 'node:path';
import type { PublishSystem } from '../../reference/archive/publish-system.ts';
import type { OperationResult, PackerRequest } from '../../reference/assets-pa/packer/index.ts';
import { ContractsError } from '../../reference/report/contracts-error.ts';
import { type Fault, faultySystem } from './fault-system.ts';
import { brokenPromises, isSameState, lastingFiles, leftovers, type ProjectState, readState } from './project-state.ts';
import { copyProject, makeScenarioProject, type Scenario, writeInto } from './scenarios.ts';

export interface FaultCounts {
  readonly scenario: string;
  /** Calls of the system that the operation makes. */
  readonly calls: number;
  /** Interruptions that were tried. */
  readonly tried: number;
  readonly problems: readonly string[];
}

/** Nobody has this number: an interrupted operation is one of a process that is not there any more. */
const GONE = { pid: 4_194_305, began: '1', host: hostname().replaceAll(/[^A-Za-z0-9-]/g, '-') };
const FAULTS: readonly Fault[] = ['refuse', 'fill', 'short', 'kill'];
const OF_WRITES: readonly Fault[] = ['fill', 'short'];

/** Interrupts an operation at every call that changes something, in every way, and looks at what is left. */
export async function injectFaults(scenario: Scenario): Promise<FaultCounts> {
  const template = makeScenarioProject(scenario);
  for (const operation of scenario.before) await operation(requestFor(template));
  for (const [path, text] of Object.entries(scenario.changes)) writeInto(template, path, text);
  const before = readState(template);
  const clean = copyProject(template);
  const counted = faultySystem('refuse', -1);
  const problems: string[] = [];
  const result = await scenario.run(requestFor(clean, counted.system));
  if (result.outcome !== 'success')
    problems.push(`${scenario.name} does not even succeed: ${JSON.stringify(result.findings)}`);
  problems.push(...counted.unsafe().map((problem) => `${scenario.name}: ${relative(clean, problem)}`));
  const after = readState(clean);
  let tried = 0;
  for (const [at, call] of counted.calls.entries()) {
    for (const fault of FAULTS.filter((candidate) => !OF_WRITES.includes(candidate) || call === 'write')) {
      tried += 1;
      const project = copyProject(template);
      const found = await interrupt(project, scenario, { fault, at, before, after });
      problems.push(...found.map((problem) => `${scenario.name}, ${fault} at call ${at} (${call}): ${problem}`));
      rmSync(project, { recursive: true });
    }
  }
  for (const folder of [template, clean]) rmSync(folder, { recursive: true });
  return { scenario: scenario.name, calls: counted.calls.length, tried, problems };
}

interface Interruption {
  readonly fault: Fault;
  readonly at: number;
  readonly before: ProjectState;
  readonly after: ProjectState;
}

async function interrupt(
  project: string,
  scenario: Scenario,
  { fault, at, before, after }: Interruption,
): Promise<readonly string[]> {
  const faulty = faultySystem(fault, at);
  const outcome = await outcomeOf(() => scenario.run(requestFor(project, faulty.system)));
  const now = readState(project);
  const problems = [...brokenPromises(now, before, after)];
  if (outcome === 'success' && !isSameState(lastingFiles(now), lastingFiles(after))) {
    problems.push('it ended as success, and is not done');
  }
  if (fault === 'short' && outcome !== 'success') problems.push(`a write that took half of it made it ${outcome}`);
  // What was only refused is taken back. Outputs are renamed one by one, and each is whole.
  const isTakenBack = [before, after].some((state) => isSameState(lastingFiles(now), lastingFiles(state)));
  if (fault !== 'kill' && !isTakenBack && !scenario.name.includes('build')) problems.push('it stopped half way');
  // Whoever still runs tidies up. A system that refuses to remove something is not the packer's fault.
  const mayStay = fault === 'refuse' && /^remove/.test(faulty.calls[at] ?? '');
  if (fault !== 'kill' && !mayStay) {
    const left = leftovers(now).filter((path) => !before.has(path));
    if (left.length > 0) problems.push(`left behind: ${left.join(', ')}`);
  }
  const again = await outcomeOf(() => scenario.run(requestFor(project)));
  const end = readState(project);
  if (!isSameState(lastingFiles(end), lastingFiles(after)))
    problems.push(`run again it ends as ${again}, and is not done`);
  if (!mayStay && leftovers(end).length > 0)
    problems.push(`left behind after the next run: ${leftovers(end).join(', ')}`);
  return problems;
}

async function outcomeOf(run: () => Promise<OperationResult>): Promise<string> {
  try {
    return (await run()).outcome;
  } catch (error) {
    // What was done before the interruption has nothing left to do: that is misuse.
    if (error instanceof ContractsError && error.code === 'usage') return 'refused';
    return `an error that is none of ours: ${error}`;
  }
}

let requests = 0;

// Tickets differ from run to run; everything else that is drawn is the same.
function requestFor(project: string, system?: PublishSystem): PackerRequest {
  requests += 1;
  let drawn = 0;
  return {
    project,
    draw(bytes) {
      drawn += 1;
      const seed = drawn === 1 ? `ticket ${requests}` : `${drawn}`;
      return createHash('sha512')
        .update(seed)
        .digest('hex')
        .slice(0, 2 * bytes);
    },
    patience: 0,
    surroundings: system === undefined ? { system: faultySystem('refuse', -1).system } : { system, owner: GONE },
  };
}
