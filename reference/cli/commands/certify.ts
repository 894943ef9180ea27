import { cpSync, existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type Certification, type CertifyRequest, certify } from '../../../conformance/suite/certify.ts';
import { openAdapter } from '../../../conformance/suite/protocol/open-adapter.ts';
import { readSuite } from '../../../conformance/suite/read-suite.ts';
import type {
  CertificationReport,
  CertificationShard,
} from '../../../conformance/suite/report/certification-report.ts';
import { judgeCertification } from '../../../conformance/suite/report/judge-report.ts';
import {
  CERTIFICATION_FORMATS,
  type CertificationFormat,
  renderCertificationReport,
} from '../../../conformance/suite/report/render/render-report.ts';
import type { VectorStory } from '../../../conformance/suite/report/vector-story.ts';
import { parseExpectedFailures } from '../../../conformance/suite/runner/expected-failures.ts';
import { SuiteError } from '../../../conformance/suite/suite-error.ts';
import { emitRequest, tryVector } from '../../../conformance/suite/try-vector.ts';
import { LEVELS } from '../../../conformance/suite/verdict.ts';
import { makeFolders, realSystem } from '../../archive/publish-system.ts';
import { digestFile } from '../../archive/source-digest.ts';
import { CONTRACTS } from '../../generated/contracts.ts';
import { TOOL } from '../../generated/tool.ts';
import { attempt } from '../../report/attempt.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { PaintStyle } from '../../report/render/paint.ts';
import { toVisible } from '../../report/visible-text.ts';
import { flagOption, type Invocation, listOption, type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';
import { findVectors } from '../input/find-vectors.ts';
import { withMintedVectors } from '../input/mint-vectors.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { type OutputPlan, planOutputs } from '../output/output-plan.ts';
import { createProgress, type Progress } from '../output/progress.ts';
import { renderTriedVector } from '../output/render-tried-vector.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';
import { readSigning, type Signing, writeCertificate } from './certificate-signing.ts';

/** `certify`: drives an implementation through the vectors and says whether it is certified, and if not, why. */
export async function runCertify({ options, edge }: Invocation): Promise<number> {
  const interruption = new AbortController();
  void edge.interrupted().then(() => interruption.abort());
  try {
    return await certifyTarget(options, edge, interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) {
      edge.stderr.write('interrupted: nothing was written\n');
      return EXIT.interrupted;
    }
    if (!(error instanceof SuiteError)) throw error;
    throw new ContractsError(error.code === 'usage' ? 'usage' : 'io', error.message, { cause: error });
  }
}

async function certifyTarget(options: OptionValues, edge: Edge, signal: AbortSignal): Promise<number> {
  const vector = textOption(options, 'vector');
  if (flagOption(options, 'emitRequest')) return emit(vector, options, edge);
  const folder = textOption(options, 'emit');
  if (folder !== undefined) return emitChallenge(resolve(edge.cwd, folder), options, edge);
  const plan = planOutputs(CERTIFICATION_FORMATS, listOption(options, 'format'), listOption(options, 'output'));
  const signing = signingOf(options, edge);
  const nonce = textOption(options, 'challenge');
  const published = toRequest(options, edge, signal);
  if (vector === undefined) {
    return withMintedVectors(published.suite, nonce, (minted) =>
      certifyAll({ ...published, ...(minted && { minted }) }, { plan, signing, options, edge }),
    );
  }
  if (nonce !== undefined) throw usageError('one vector alone is no challenge; certify --challenge runs all of them');
  if (plan.stdout !== 'text' || plan.files.length > 0) throw usageError('one vector alone makes no report');
  const tried = await tryVector(vector, published);
  edge.stdout.write(renderTriedVector(tried, choosePaint(options, edge)));
  return tried.verdict.outcome === 'pass' ? EXIT.holds : EXIT.findings;
}

interface Output {
  readonly plan: OutputPlan<CertificationFormat>;
  readonly signing: Signing | undefined;
  readonly options: OptionValues;
  readonly edge: Edge;
}

async function certifyAll(request: CertifyRequest, { plan, signing, options, edge }: Output): Promise<number> {
  const progress = progressOf(edge);
  const certification = await certify({ ...request, onProgress: progress.tell });
  progress.clear();
  const { report } = certification;
  const stories = await storiesFor([plan.stdout, ...plan.files.map(({ format }) => format)], request);
  for (const { format, path } of plan.files) {
    await writeOutput(path, edge.cwd, renderCertificationReport(format, report, { stories }));
  }
  const paint = choosePaint(options, edge);
  const context = { paint: (style: PaintStyle, text: string) => paint(style, text), stories };
  edge.stdout.write(renderCertificationReport(plan.stdout, report, context));
  if (plan.stdout === 'text') edge.stdout.write(renderHints(certification));
  if (signing !== undefined) {
    if (!judgeCertification(report).certified) {
      edge.stderr.write('there is no certificate: not every vector passes\n');
      return EXIT.findings;
    }
    await writeCertificate(signing, report, edge);
  }
  return holds(report) ? EXIT.holds : EXIT.findings;
}

// How to look closer at the first vector that did not pass, and better at one that was not expected to fail.
function renderHints({ report, errors }: Certification): string {
  const failed = report.rows.filter(({ outcome, minted }) => outcome !== 'pass' && outcome !== 'not-run' && !minted);
  const first = failed.find(({ outcome }) => outcome !== 'xfail' && outcome !== 'xpass') ?? failed[0];
  if (first === undefined) return '';
  const said = tellingLine(errors.get(first.vector) ?? '');
  return [
    ...(said === '' ? [] : [`${first.vector} wrote to standard error: ${toVisible(said)}\n`]),
    `look closer: the same command with --vector ${first.vector}; by hand: certify --vector ${first.vector} --emit-request\n`,
  ].join('');
}

// Where a program names its exception among a trace of calls, that line tells most; else the last one.
function tellingLine(errors: string): string {
  const lines = errors.split('\n');
  const found = lines.find((line) => /^(?:[\w.$]*(?:Error|Exception)\b|Exception in |panic: )/u.test(line));
  return (found ?? lines.at(-1) ?? '').replaceAll('\t', '  ');
}

/** What to sign with, where a certificate is asked for; read ahead of the run, so that it does not fail behind it. */
function signingOf(options: OptionValues, edge: Edge): Signing | undefined {
  if (textOption(options, 'sign') !== undefined) {
    if (textOption(options, 'shard') !== undefined)
      throw usageError('a part certifies nothing: join the parts, then certificate issue');
    if (textOption(options, 'vector') !== undefined) throw usageError('one vector alone certifies nothing');
    return readSigning(options, edge);
  }
  for (const name of ['issuer', 'issued', 'expires', 'certificate']) {
    if (textOption(options, name) !== undefined)
      throw usageError(`--${name} is about a certificate: name the key with --sign`);
  }
  return undefined;
}

// Only the page tells what the vectors are about.
async function storiesFor(
  formats: readonly CertificationFormat[],
  { suite, minted }: CertifyRequest,
): Promise<ReadonlyMap<string, VectorStory>> {
  if (!formats.includes('html')) return new Map();
  const { readVectorStories } = await import('../../../conformance/suite/report/read-vector-stories.ts');
  return readVectorStories([...suite.vectors, ...(minted?.vectors ?? [])]);
}

function emit(vector: string | undefined, options: OptionValues, edge: Edge): number {
  if (vector === undefined) throw usageError('--emit-request is about one vector: name it with --vector');
  const { folder, lines } = emitRequest(readSuite(findVectors(textOption(options, 'vectors'), edge)), vector);
  edge.stdout.write(lines.map((line) => `${line}\n`).join(''));
  edge.stderr.write(`the input is in ${folder}; it is yours to remove\n`);
  return EXIT.holds;
}

/** Writes the vectors of a challenge, for anybody to look at, into a folder that is not there yet. */
async function emitChallenge(folder: string, options: OptionValues, edge: Edge): Promise<number> {
  const nonce = textOption(options, 'challenge');
  if (nonce === undefined) throw usageError('--emit writes the vectors of a challenge: name it with --challenge');
  if (existsSync(folder)) throw usageError('--emit takes a folder that is not there yet');
  const contracts = contractsOption(options);
  const suite = readSuite(findVectors(textOption(options, 'vectors'), edge));
  return withMintedVectors(suite, nonce, async (minted) => {
    const chosen = (minted?.vectors ?? []).filter(
      ({ vector }) => contracts.length === 0 || contracts.includes(vector.contract),
    );
    if (chosen.length === 0) throw usageError(`there are no fresh vectors for ${contracts.join(', ')}`);
    attempt(`cannot make the folder ${folder}`, () => makeFolders(folder, realSystem));
    for (const stored of chosen) {
      cpSync(stored.folder, join(folder, relative(minted?.folder ?? '', stored.folder)), { recursive: true });
    }
    edge.stdout.write(`${chosen.length} vectors\n`);
    return EXIT.holds;
  });
}

/** Whether nothing is wrong that was not expected. Whether it certifies is another question, which the report answers. */
function holds({ rows }: CertificationReport): boolean {
  return rows.every(({ outcome }) => outcome === 'pass' || outcome === 'xfail');
}

function toRequest(options: OptionValues, edge: Edge, signal: AbortSignal): CertifyRequest {
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
    ...(expected !== undefined && { expectedFailures: parseExpectedFailures(readText(resolve(edge.cwd, expected))) }),
    provisional: PROVISIONAL,
    signal,
  };
}

/** The contracts that are asked for; a name without its version is no contract, though most likely meant as one. */
function contractsOption(options: OptionValues): readonly string[] {
  const contracts = listOption(options, 'contract');
  for (const name of contracts) {
    const meant = CONTRACTS.find(({ contract }) => contract.startsWith(`${name}@`));
    if (meant !== undefined) throw usageError(`there is no contract ${name}; did you mean ${meant.contract}?`);
  }
  return contracts;
}

const MEBIBYTE = 1024 * 1024;
const PROFILES = ['consumer', 'consumer-core', 'producer', 'resolver'] as const;
const PROVISIONAL: ReadonlyMap<string, string> = new Map(
  CONTRACTS.flatMap(({ contract, reason }) => (reason === undefined ? [] : [[contract, reason] as const])),
);

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

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ContractsError('usage', `cannot read ${path}`, { cause });
  }
}

function progressOf(edge: Edge): { tell: (done: number, total: number) => void; clear: () => void } {
  let progress: Progress | undefined;
  return {
    tell(_done, total) {
      progress ??= createProgress(edge, total);
      progress.begin('vectors');
    },
    clear: () => progress?.clear(),
  };
}
