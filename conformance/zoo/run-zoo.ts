import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readRules } from '../suite/rule-facts.ts';
import { bundleZoo, type SourceEdit } from './bundle-reference.ts';
import { controls, toControlled } from './controls.ts';
import type { LadderRow } from './coverage-ladder.ts';
import { faults } from './faults/index.ts';
import { LADDER_FILE, type Ladder, type ProducerRow, readLadder } from './ladder.ts';
import { readLadderInputs } from './ladder-inputs.ts';
import type { MutantResult } from './mutant.ts';
import type { EditedMutant } from './program/judge-edit.ts';
import type { Job } from './program/main.ts';
import type { Part } from './program/part.ts';
import { NOT_PRODUCED } from './program/refused-outcome.ts';
import { runEdits } from './run-edits.ts';
import { inLanes, runProcess } from './run-process.ts';

/** The contracts that are about artifacts; the rules of the interfaces are about a run over several. */
const CONTRACTS = [
  'strict-zip',
  'strict-tar',
  'strict-json',
  'strict-yaml',
  'anpkg',
  'doctor-cli-package',
  'assets-pa',
  'distribution',
];
const WITH_SCHEMAS = ['anpkg', 'doctor-cli-package', 'assets-pa', 'distribution'];
/** A process holds all vectors and one implementation after another. */
const LANES: number = Math.min(4, Math.max(2, availableParallelism()));
/** So many mutants share a process: reading the vectors takes longer than most of them do. */
const SHARING = 12;
const PARTS: readonly Part[] = Array.from({ length: LANES }, (_, index) => ({ index, count: LANES }));

/**
 * Runs all mutants, or those of one contract, and tells what comes next. Throws where a control did not become what it
 * must: then the run says nothing.
 */
export async function runZoo(root: string, tell: (next: string) => void, only?: string): Promise<Ladder> {
  const contracts = only === undefined ? CONTRACTS : [only];
  const inputs = await readLadderInputs(root);
  const hints = readHints(root);
  const program = await bundleZoo(root);
  tell(`${controls.length} controls`);
  assertControls(
    await runEdits(program, root, {
      mutants: controls.map((control) => toControlled(control, contracts, readRules(root).values())),
      lanes: LANES,
      // A control may take as long as all vectors do.
      sharing: 1,
    }),
    { mayLackVectors: only !== undefined },
  );
  tell('rules');
  const rules = await runParts<LadderRow>(program, (part) => ({ root, kind: 'rules', part, contracts }));
  tell('constraints of schemas');
  const constraints = await runParts<MutantResult>(program, (part) => ({
    root,
    kind: 'constraints',
    part,
    // Where a schema is judged.
    contracts: WITH_SCHEMAS.filter((contract) => contracts.includes(contract)),
    hints,
  }));
  const near = faults.filter((fault) => fault.contracts.some((contract) => contracts.includes(contract)));
  const mutants = near.map((fault): EditedMutant => {
    const { id, breaks, isRace } = fault;
    const hint = hints[id];
    return {
      id,
      edit: fault,
      contracts: fault.contracts,
      ...(breaks && { breaks }),
      ...(isRace && { isRace }),
      ...(hint !== undefined && { hint }),
    };
  });
  tell(`${mutants.length} faults`);
  const judged = await runEdits(program, root, { mutants, lanes: LANES, sharing: SHARING });
  tell('rules of exporters');
  const lacking = await runEdits(program, root, {
    mutants: lackingProducers(root, contracts),
    lanes: LANES,
    sharing: SHARING,
  });
  const producers = toProducerRows(root, [...judged, ...lacking], contracts);
  return { format: 'package-contracts-ladder/1', inputs, rules, producers, constraints, faults: judged };
}

// A contract alone may have no producer, and no vectors yet.
function assertControls(
  results: readonly MutantResult[],
  { mayLackVectors }: { readonly mayLackVectors: boolean },
): void {
  for (const { id, status, by, problem } of results) {
    if (mayLackVectors && status === 'unreached') continue;
    const expected = controls.find((control) => control.id === id)?.expected;
    if (status !== expected) throw new Error(`void: the control ${id} is ${status}, not ${expected}: ${by ?? problem}`);
  }
}

/** What killed each mutant when the ladder was last written. */
function readHints(root: string): Readonly<Record<string, string>> {
  if (!existsSync(join(root, LADDER_FILE))) return {};
  const { constraints, faults: known } = readLadder(root);
  return Object.fromEntries([...constraints, ...known].flatMap(({ id, by }) => (by === undefined ? [] : [[id, by]])));
}

async function runParts<T>(program: string, toJob: (part: Part) => Job): Promise<readonly T[]> {
  const parts = await inLanes(
    LANES,
    PARTS.map((part) => () => runProcess<T>(program, toJob(part))),
  );
  for (const { problem } of parts) if (problem !== undefined) throw new Error(`void: ${problem}`);
  const total = parts.reduce((sum, { results }) => sum + results.length, 0);
  return Array.from({ length: total }, (_, index) => parts[index % LANES]?.results[Math.floor(index / LANES)]).filter(
    (result) => result !== undefined,
  );
}

/** Rules on what a producer is given: those on what it makes have faults of their own. */
const JUDGED =
  /^(?:anpkg\/project-|assets-pa\/(?!build-|companion-|recycled-)|distribution\/(?!product-|failure-|lost-))/;

/** An exporter without one of the rules on projects, for each of them. */
function lackingProducers(root: string, contracts: readonly string[]): readonly EditedMutant[] {
  return [...readRules(root).values()]
    .filter(({ id, status, role }) => status === 'active' && role === 'producer' && JUDGED.test(id))
    .filter(({ contract }) => contracts.includes(contract))
    .map(({ id, contract }) => ({ id: withoutRule(id), edit: leaveOut(id), contracts: [contract], breaks: [id] }));
}

function withoutRule(id: string): string {
  return `without-${id.replace('/', '-')}`;
}

function leaveOut(id: string): SourceEdit {
  const find = `HARDENED: RuleSelection = { profile: 'hardened', without: new Set() };`;
  return { file: 'report/rule-selection.ts', find, replace: find.replace('new Set()', `new Set(['${id}'])`) };
}

function toProducerRows(
  root: string,
  results: readonly MutantResult[],
  contracts: readonly string[],
): readonly ProducerRow[] {
  const told = results.filter(({ status, by }) => status === 'killed' && !by?.includes(` ${NOT_PRODUCED}`));
  const killed = new Set(told.map(({ id }) => id));
  return [...readRules(root).values()]
    .filter(({ status, role, contract }) => status === 'active' && role === 'producer' && contracts.includes(contract))
    .map(({ id }) => {
      const written = faults.filter(({ breaks }) => breaks?.includes(id)).map((fault) => fault.id);
      const breaking = [...written, ...results.flatMap((result) => (result.id === withoutRule(id) ? result.id : []))];
      return { rule: id, faults: breaking, caught: breaking.some((fault) => killed.has(fault)) };
    });
}
