import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { CertifyRequest } from '../../../conformance/suite/certify.ts';
import { openAdapter } from '../../../conformance/suite/protocol/open-adapter.ts';
import { readSuite } from '../../../conformance/suite/read-suite.ts';
import type { CertificationShard } from '../../../conformance/suite/report/certification-report.ts';
import { type ExpectedFailures, parseExpectedFailures } from '../../../conformance/suite/runner/expected-failures.ts';
import { LEVELS } from '../../../conformance/suite/verdict.ts';
import { digestFile } from '../../archive/source-digest.ts';
import { CONTRACTS } from '../../generated/contracts.ts';
import { LIMITS } from '../../generated/limits.ts';
import { TOOL } from '../../generated/tool.ts';
import { listOption, type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { findVectors } from '../input/find-vectors.ts';
import { readSmallFile } from '../input/read-small-file.ts';
import { usageError } from '../usage-error.ts';

const MEBIBYTE = 1024 * 1024;
const PROFILES = ['consumer', 'consumer-core', 'producer', 'resolver'] as const;
const PROVISIONAL: ReadonlyMap<string, string> = new Map(
  CONTRACTS.flatMap(({ contract, reason }) => (reason === undefined ? [] : [[contract, reason] as const])),
);

/** What the options of `certify` ask for. Throws ContractsError `usage`, and SuiteError where the vectors cannot be read. */
export function toCertifyRequest(options: OptionValues, edge: Edge, signal: AbortSignal): CertifyRequest {
  const adapter = textOption(options, 'adapter');
  if (adapter === undefined) throw usageError('name the program to certify with --adapter');
  const limits = {
    timeoutMs: Math.round(1000 * positive(options, 'timeout')),
    memoryBytes: Math.round(MEBIBYTE * positive(options, 'memory')),
  };
  const contracts = contractsOption(options);
  const level = LEVELS.find((name) => name === textOption(options, 'level'));
  const artifact = textOption(options, 'artifact');
  const expected = textOption(options, 'expectedFailures');
  return {
    suite: readSuite(findVectors(textOption(options, 'vectors'), edge)),
    suiteVersion: TOOL.version,
    adapter: openAdapter(adapter, edge.cwd, limits),
    ...(contracts.length > 0 && { contracts }),
    profile: PROFILES.find((name) => name === textOption(options, 'profile')) ?? 'consumer',
    ...(level !== undefined && { level }),
    seed: toSeed(textOption(options, 'seed')),
    shard: toShard(textOption(options, 'shard')),
    workers: textOption(options, 'workers') === undefined ? availableParallelism() : positive(options, 'workers'),
    ...(artifact !== undefined && { artifactDigest: digestFile(resolve(edge.cwd, artifact)) }),
    ...(expected !== undefined && { expectedFailures: readExpectedFailures(resolve(edge.cwd, expected), edge) }),
    provisional: PROVISIONAL,
    signal,
  };
}

/** The contracts that are asked for; a name without its version is no contract, though most likely meant as one. */
export function contractsOption(options: OptionValues): readonly string[] {
  const contracts = listOption(options, 'contract');
  for (const name of contracts) {
    const meant = CONTRACTS.find(({ contract }) => contract.startsWith(`${name}@`));
    if (meant !== undefined) throw usageError(`there is no contract ${name}; did you mean ${meant.contract}?`);
  }
  return contracts;
}

function positive(options: OptionValues, name: string): number {
  const text = textOption(options, name) ?? '';
  const value = Number(text);
  if (!/^[0-9]{1,9}(?:\.[0-9]+)?$/u.test(text) || value <= 0)
    throw usageError(`--${name} takes a number above 0, not ${text}`);
  return value;
}

function toSeed(text = '1'): string {
  if (!/^[^\p{Cc}]{1,200}$/u.test(text)) throw usageError('--seed takes 1 to 200 printable characters');
  return text;
}

function toShard(text: string | undefined): CertificationShard {
  if (text === undefined) return { index: 1, count: 1 };
  const [, index = 0, count = 0] = (/^([0-9]{1,4})\/([0-9]{1,4})$/u.exec(text) ?? []).map(Number);
  if (index < 1 || index > count || count > 1000) throw usageError(`--shard takes I/N, such as 1/4, not ${text}`);
  return { index, count };
}

function readExpectedFailures(path: string, { cwd }: Edge): ExpectedFailures {
  return parseExpectedFailures(readSmallFile(path, cwd, LIMITS['json.size'].value).toString('utf8'));
}
