import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import type { PublishSystem } from '../../reference/archive/publish-system.ts';
import { applyRetention } from '../../reference/distribution/upkeep/retention.ts';
import { ContractsError } from '../../reference/report/contracts-error.ts';
import { type Fault, faultySystem } from './fault-system.ts';
import type { FaultCounts } from './inject-faults.ts';
import {
  brokenRules,
  copyRepository,
  type Files,
  makeRepository,
  NOW,
  readDist,
  releaseVersion,
} from './release-repository.ts';

const FAULTS: readonly Fault[] = ['refuse', 'fill', 'kill'];
/** Nobody has this number: an interrupted operation is one of a process that is not there any more. */
const GONE = { pid: 4_194_305, began: '1', host: hostname().replaceAll(/[^A-Za-z0-9-]/g, '-') };
const GENERATIONS = 7;
/** A file without a row, or no index yet, is where an interruption may leave things. */
const ALLOWED = ['unreferenced-file', 'missing-index', 'platform-without-artifact'];

type Run = (root: string, system?: PublishSystem) => Promise<{ readonly outcome: string }>;

/** Interrupts a release and the removal of a generation at every call that changes something. */
export async function injectReleaseFaults(): Promise<readonly FaultCounts[]> {
  const published = makeRepository();
  await release('0.1.0')(published);
  const retired = makeRepository();
  for (let minor = 1; minor <= GENERATIONS; minor += 1) await release(`0.${minor}.0`)(retired);
  const retain: Run = (root, system) => applyRetention(requestFor(root, system));
  const counts = [
    await interruptEverywhere('first release', makeRepository(), release('0.1.0')),
    await interruptEverywhere('another release', published, release('0.2.0')),
    await interruptEverywhere('retention', retired, retain),
  ];
  return counts;
}

async function interruptEverywhere(scenario: string, template: string, run: Run): Promise<FaultCounts> {
  const before = readDist(template);
  const clean = copyRepository(template);
  const counted = faultySystem('refuse', -1);
  await run(clean, counted.system);
  const after = readDist(clean);
  const problems: string[] = [];
  let tried = 0;
  for (const [at, call] of counted.calls.entries()) {
    for (const fault of FAULTS.filter((candidate) => candidate !== 'fill' || call === 'write')) {
      tried += 1;
      const root = copyRepository(template);
      const found = await interrupt(root, run, { fault, at, before, after });
      problems.push(...found.map((problem) => `${scenario}, ${fault} at call ${at} (${call}): ${problem}`));
      rmSync(root, { recursive: true });
    }
  }
  for (const folder of [template, clean]) rmSync(folder, { recursive: true });
  return { scenario, calls: counted.calls.length, tried, problems };
}

interface Interruption {
  readonly fault: Fault;
  readonly at: number;
  readonly before: Files;
  readonly after: Files;
}

async function interrupt(
  root: string,
  run: Run,
  { fault, at, before, after }: Interruption,
): Promise<readonly string[]> {
  const problems: string[] = [];
  try {
    await run(root, faultySystem(fault, at).system);
  } catch (error) {
    if (!(error instanceof ContractsError)) problems.push(`an error that is none of ours: ${error}`);
  }
  const now = readDist(root);
  for (const [path, digest] of now) {
    if (digest !== before.get(path) && digest !== after.get(path)) problems.push(`${path} is neither old nor new`);
  }
  for (const [path] of before) if (after.has(path) && !now.has(path)) problems.push(`${path} is lost`);
  problems.push(...(await brokenRules(root, ALLOWED)));
  await run(root);
  const end = readDist(root);
  if (end.size !== after.size || [...after].some(([path, digest]) => end.get(path) !== digest)) {
    problems.push('the next run does not complete it');
  }
  if (readdirSync(root).some((name) => name.startsWith('.distribution-stage'))) problems.push('a stage is left');
  return problems;
}

function release(version: string): Run {
  return (root, system) => releaseVersion(root, version, requestFor(root, system));
}

let requests = 0;

function requestFor(root: string, system?: PublishSystem) {
  requests += 1;
  const ticket = createHash('md5').update(String(requests)).digest('hex');
  const surroundings = system === undefined ? { system: faultySystem('refuse', -1).system } : { system, owner: GONE };
  return { root, now: NOW, ticket, patience: 0, surroundings };
}
