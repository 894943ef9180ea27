import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { validateDistribution } from '../../reference/distribution/gate/validate.ts';
import {
  produceDistribution,
  type Release,
  type ReleaseRequest,
} from '../../reference/distribution/produce/produce-distribution.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { writeInto } from './scenarios.ts';

const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const EXAMPLES = join(import.meta.dirname, '../../contracts/distribution/v1/examples');
const TARGET = 'x86_64-unknown-linux-gnu';
export const NOW = '2026-11-21T00:00:00Z';

/** The files below `dist` with their digests. */
export type Files = ReadonlyMap<string, string>;

/** What a reader finds wrong; some of it is where an interruption may leave things. */
export async function brokenRules(root: string, allowed: readonly string[]): Promise<readonly string[]> {
  const artifact = { kind: 'folder' as const, name: 'repository', path: root };
  const { findings } = await validateDistribution(artifact, { selection: HARDENED, observe: false });
  return findings.map(({ rule }) => rule).filter((rule) => !allowed.includes(rule.replace('distribution/', '')));
}

/** Publishes a version of the program in `.build`. */
export function releaseVersion(
  root: string,
  version: string,
  how: Pick<ReleaseRequest, 'ticket' | 'patience' | 'surroundings'>,
): Promise<Release> {
  const outputs = [1, 2].map(() => ({ programs: join(root, '.build'), sources: root }));
  return produceDistribution({
    ...how,
    root,
    now: NOW,
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
}

/** A repository that nothing is published in, with a program that has been built. */
export function makeRepository(program = '#!/bin/sh\n'): string {
  const root = mkdtempSync(join(PLACE, 'torture-release-'));
  const example = (name: string): string => readFileSync(join(EXAMPLES, `${name}.json`), 'utf8');
  writeInto(root, 'docs/distribution-contract.json', example('contract'));
  writeInto(root, 'docs/distribution.md', TEXT);
  writeInto(root, 'docs/distribution-changelog.md', CHANGELOG);
  writeInto(root, 'scripts/release-orchestrator.config.json', example('orchestrator-config'));
  writeInto(root, 'LICENSE', 'MIT\n');
  writeInto(root, 'Cargo.lock', 'lock\n');
  writeInto(root, '.build/codex-controller-loop', program);
  return root;
}

export function copyRepository(root: string): string {
  const made = mkdtempSync(join(PLACE, 'torture-release-'));
  cpSync(root, made, { recursive: true });
  return made;
}

export function readDist(root: string): Files {
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
