import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { PublishSystem } from '../../reference/archive/publish-system.ts';
import { validateDistribution } from '../../reference/distribution/gate/validate.ts';
import { produceDistribution } from '../../reference/distribution/produce/produce-distribution.ts';
import { applyRetention } from '../../reference/distribution/upkeep/retention.ts';
import { ContractsError } from '../../reference/report/contracts-error.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { type Fault, faultySystem } from './fault-system.ts';
import type { FaultCounts } from './inject-faults.ts';
import { writeInto } from './scenarios.ts';

const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const EXAMPLES = join(import.meta.dirname, '../../contracts/distribution/v1/examples');
const NOW = '2026-11-21T00:00:00Z';
const TARGET = 'x86_64-unknown-linux-gnu';
const FAULTS: readonly Fault[] = ['refuse', 'fill', 'kill'];
/** Nobody has this number: an interrupted operation is one of a process that is not there any more. */
const GONE = { pid: 4_194_305, began: '1', host: hostname().replaceAll(/[^A-Za-z0-9-]/g, '-') };
const GENERATIONS = 7;

type Files = ReadonlyMap<string, string>;
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
  const clean = copy(template);
  const counted = faultySystem('refuse', -1);
  await run(clean, counted.system);
  const after = readDist(clean);
  const problems: string[] = [];
  let tried = 0;
  for (const [at, call] of counted.calls.entries()) {
    for (const fault of FAULTS.filter((candidate) => candidate !== 'fill' || call === 'write')) {
      tried += 1;
      const root = copy(template);
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
  problems.push(...(await brokenRules(root)));
  await run(root);
  const end = readDist(root);
  if (end.size !== after.size || [...after].some(([path, digest]) => end.get(path) !== digest)) {
    problems.push('the next run does not complete it');
  }
  if (readdirSync(root).some((name) => name.startsWith('.distribution-stage'))) problems.push('a stage is left');
  return problems;
}

/** What a reader finds wrong. A file without a row, or no index yet, is where an interruption may leave things. */
async function brokenRules(root: string): Promise<readonly string[]> {
  const allowed = ['unreferenced-file', 'missing-index', 'platform-without-artifact'];
  const artifact = { kind: 'folder' as const, name: 'repository', path: root };
  const { findings } = await validateDistribution(artifact, { selection: HARDENED, observe: false });
  return findings.map(({ rule }) => rule).filter((rule) => !allowed.includes(rule.replace('distribution/', '')));
}

function release(version: string): Run {
  return (root, system) => {
    const outputs = [1, 2].map(() => ({ programs: join(root, '.build'), sources: root }));
    return produceDistribution({
      ...requestFor(root, system),
      facts: {
        version,
        gitRev: 'ab12cd340123456789abcdef0123456789abcdef',
        isTreeClean: true,
        sourceDateEpoch: 1_775_320_894,
        toolchain: '1.84.0',
        toolchainFull: 'rustc 1.84.0',
        repository: 'https://git.example.test/tool.git',
      },
      built: [{ target: TARGET, profile: 'release', outputs }],
      newRevision: false,
    });
  };
}

let requests = 0;

function requestFor(root: string, system?: PublishSystem) {
  requests += 1;
  const ticket = createHash('md5').update(String(requests)).digest('hex');
  const surroundings = system === undefined ? { system: faultySystem('refuse', -1).system } : { system, owner: GONE };
  return { root, now: NOW, ticket, patience: 0, surroundings };
}

function makeRepository(): string {
  const root = mkdtempSync(join(PLACE, 'torture-release-'));
  const example = (name: string): string => readFileSync(join(EXAMPLES, `${name}.json`), 'utf8');
  writeInto(root, 'docs/distribution-contract.json', example('contract'));
  writeInto(root, 'docs/distribution.md', TEXT);
  writeInto(root, 'docs/distribution-changelog.md', CHANGELOG);
  writeInto(root, 'scripts/release-orchestrator.config.json', example('orchestrator-config'));
  writeInto(root, 'LICENSE', 'MIT\n');
  writeInto(root, 'Cargo.lock', 'lock\n');
  writeInto(root, '.build/codex-controller-loop', '#!/bin/sh\n');
  return root;
}

function copy(root: string): string {
  const made = mkdtempSync(join(PLACE, 'torture-release-'));
  cpSync(root, made, { recursive: true });
  return made;
}

function readDist(root: string): Files {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return new Map();
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [relative(root, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

const TEXT = `# Distribution

\`distribution-contract@1.0\`: \`dist/index.json\`; until 2026-07-01 also \`dist/{contract_version}/index.json\`.
\`dist/{contract_version}/{version}/{target}/{profile}/{toolchain}/{gitsha}/{dist_revision}\`
\`codex-controller-loop-v{version}-{target}-{profile}-{rust}-{gitsha}-{dist_revision}.{ext}\`

| Platform | OS | Arch | Binary compatibility |
|---|---|---|---|
| Linux | Linux | x86_64 / aarch64 | Recommended |
| macOS | Darwin | aarch64 / x86_64 | Recommended |
| Windows | Windows | x86_64 | Planned |
`;
const CHANGELOG = `# Changelog

## 1.0.0

- 2026-04-04
- First version. The legacy index is supported until 2026-07-01.
- Migration: read dist/index.json.
`;
