import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter } from './protocol/adapter.ts';
import type { Description } from './protocol/parse-answer.ts';
import type { VectorSuite } from './read-suite.ts';
import type { StoredVector } from './read-vectors.ts';
import { removeTree } from './remove-tree.ts';
import type {
  CertificationProfile,
  CertificationReport,
  CertificationShard,
  CertificationTarget,
  Level,
} from './report/certification-report.ts';
import { createCertificationReport } from './report/create-report.ts';
import { toChallenge } from './report/minted-vectors.ts';
import { belongsToTarget, selectVectors } from './report/vector-index.ts';
import { applyExpectedFailures, type ExpectedFailures } from './runner/expected-failures.ts';
import { runVectors, type VectorRun } from './runner/run-vectors.ts';
import { toRow } from './runner/to-row.ts';
import { SuiteError } from './suite-error.ts';
import { LEVELS } from './verdict.ts';

/** Vectors that were made for one run, and the text that they were made from. */
export interface MintedVectors {
  readonly nonce: string;
  readonly vectors: readonly StoredVector[];
}

/** What is to be certified, and how. */
export interface CertifyRequest {
  readonly suite: VectorSuite;
  readonly suiteVersion: string;
  readonly adapter: Adapter;
  /** Which contracts; every one that the adapter describes for the profile's role, where absent. */
  readonly contracts?: readonly string[];
  readonly profile: CertificationProfile;
  /** How exactly; as the adapter describes it, where absent. */
  readonly level?: Level;
  readonly seed: string;
  readonly shard: CertificationShard;
  /** How many adapters work side by side. */
  readonly workers: number;
  /** SHA-256 of the implementation's file. */
  readonly artifactDigest?: string;
  /** Why a contract is provisional, by contract. */
  readonly provisional?: ReadonlyMap<string, string>;
  readonly expectedFailures?: ExpectedFailures;
  readonly minted?: MintedVectors;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Certification {
  readonly report: CertificationReport;
  /** The beginning and the end of what the adapter wrote to standard error, by vector; for people, and no part of the report. */
  readonly errors: ReadonlyMap<string, string>;
}

/**
 * Drives an implementation through every vector of the targets. Throws SuiteError `usage` where the adapter does not
 * claim what is asked for or a challenge would ask nothing of it, and `environment` where it never comes up.
 */
export async function certify(request: CertifyRequest): Promise<Certification> {
  const { suite, adapter, profile, seed, shard, minted, signal, onProgress } = request;
  const description = await describeAdapter(adapter, signal);
  const targets = toTargets(description, request);
  const challenge = minted && toChallenge(minted, targets);
  if (challenge?.vectors === 0) throw new SuiteError('usage', `a challenge has no vectors for ${profile}`);
  const indexed = [...suite.vectors, ...(minted?.vectors ?? [])].map((stored) => ({ ...stored.vector, stored }));
  const chosen = selectVectors(indexed, targets, shard).map(({ stored }) => stored);
  if (chosen.length === 0 && shard.count === 1) throw new SuiteError('usage', `there are no vectors for ${profile}`);
  const levels = new Map(targets.map(({ contract, level }) => [contract, level]));
  const run: VectorRun = {
    vectors: chosen,
    openSession: adapter.openSession,
    levelOf: (contract) => levels.get(contract) ?? 'location',
    hasProducerWarnings: (contract) => description.contracts[contract]?.producerWarnings === true,
    seed,
    workers: request.workers,
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (done: number) => onProgress(done, chosen.length) }),
  };
  const own = new Set(minted?.vectors);
  const errors = new Map<string, string>();
  const rows = await runVectors(run, (result) => {
    const { stored, verdict } = result;
    if (verdict.errors !== undefined) errors.set(stored.vector.id, verdict.errors);
    return toRow(result, own.has(stored));
  });
  const { expectedFailures, suiteVersion, artifactDigest } = request;
  const known = new Set(indexed.map(({ id, rev }) => `${id}@${rev}`));
  const report = createCertificationReport({
    suite: { name: 'package-contracts', version: suiteVersion, vectorsDigest: suite.vectorsDigest },
    implementation: {
      name: toName(description.name),
      version: toName(description.version),
      ...(artifactDigest !== undefined && { digest: artifactDigest }),
    },
    targets,
    seed,
    shard,
    isolation: {
      measures: [...adapter.measures, 'neutral-names', 'repeated', 'scratch-folder', 'sentinel-files', 'shuffled'],
      timeoutMs: adapter.limits.timeoutMs,
      ...(adapter.measures.includes('memory-sampled') && { memoryBytes: adapter.limits.memoryBytes }),
    },
    ...(challenge && { challenge }),
    rows:
      expectedFailures === undefined ? rows : applyExpectedFailures(rows, expectedFailures, { suiteVersion, known }),
  });
  return { report, errors };
}

/** What the adapter says of itself. Throws SuiteError `environment` where it does not. */
export async function describeAdapter(adapter: Adapter, signal?: AbortSignal): Promise<Description> {
  const folder = mkdtempSync(join(tmpdir(), 'package-contracts-'));
  const session = adapter.openSession(folder);
  const stop = (): void => session.kill();
  signal?.addEventListener('abort', stop);
  try {
    const reply = await session.ask({ op: 'describe' });
    signal?.throwIfAborted();
    if (reply.kind === 'result') {
      await session.close();
      return reply.result;
    }
    const why = reply.kind === 'unsupported' ? reply.why : reply.detail;
    const said = reply.kind === 'failure' && reply.errors !== undefined ? `; it said: ${reply.errors}` : '';
    throw new SuiteError('environment', `the adapter does not describe itself: ${why}${said}`);
  } finally {
    signal?.removeEventListener('abort', stop);
    session.kill();
    removeTree(folder);
  }
}

function toTargets(description: Description, request: CertifyRequest): readonly CertificationTarget[] {
  const { profile, suite, provisional } = request;
  const role = profile === 'consumer-core' ? 'consumer' : profile;
  const claimed = Object.entries(description.contracts)
    .filter(([, { roles }]) => roles.includes(role))
    .map(([contract]) => contract);
  if (claimed.length === 0) throw new SuiteError('usage', `the adapter claims no contract as ${role}`);
  const hasVectors = (contract: string): boolean =>
    suite.vectors.some(({ vector }) => belongsToTarget(vector, { contract, profile }));
  // What nobody asked for by name is certified as far as there are vectors; the targets say how far that is.
  const contracts = request.contracts ?? claimed.filter(hasVectors);
  if (contracts.length === 0)
    throw new SuiteError('usage', `there are no ${profile} vectors for ${claimed.join(', ')}`);
  return [...new Set(contracts)].map((contract) => {
    const described = description.contracts[contract];
    if (described === undefined || !claimed.includes(contract)) {
      throw new SuiteError('usage', `the adapter does not claim ${contract} as ${role}, but ${claimed.join(', ')}`);
    }
    if (!hasVectors(contract)) throw new SuiteError('usage', `there are no ${profile} vectors for ${contract}`);
    const why = provisional?.get(contract);
    const level = request.level ?? described.level;
    if (LEVELS.indexOf(level) > LEVELS.indexOf(described.level))
      throw new SuiteError('usage', `the adapter claims ${contract} to the ${described.level}, not to the ${level}`);
    return { contract, profile, level, ...(why !== undefined && { provisional: why }) };
  });
}

// What the report holds of an adapter's own words is short and printable.
function toName(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\ufffd').slice(0, 200);
}
