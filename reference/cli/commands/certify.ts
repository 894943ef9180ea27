import { resolve } from 'node:path';
import { type CertifyRequest, certify } from '../../../conformance/suite/certify.ts';
import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { judgeCertification } from '../../../conformance/suite/report/judge-report.ts';
import {
  CERTIFICATION_FORMATS,
  type CertificationFormat,
  renderCertificationReport,
} from '../../../conformance/suite/report/render/render-report.ts';
import type { VectorStory } from '../../../conformance/suite/report/vector-story.ts';
import { SuiteError } from '../../../conformance/suite/suite-error.ts';
import { tryVector } from '../../../conformance/suite/try-vector.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { PaintStyle } from '../../report/render/paint.ts';
import { flagOption, type Invocation, listOption, type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';
import { withMintedVectors } from '../input/mint-vectors.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { type OutputPlan, planOutputs } from '../output/output-plan.ts';
import { createProgress, type Progress } from '../output/progress.ts';
import { renderCertifyHints } from '../output/render-certify-hints.ts';
import { renderTriedVector } from '../output/render-tried-vector.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';
import { readSigning, type Signing, writeCertificate } from './certificate-signing.ts';
import { emitChallenge, emitVector } from './certify-emit.ts';
import { toCertifyRequest } from './certify-request.ts';

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
  if (flagOption(options, 'emitRequest')) return emitVector(vector, options, edge);
  const folder = textOption(options, 'emit');
  if (folder !== undefined) return emitChallenge(resolve(edge.cwd, folder), options, edge);
  const plan = planOutputs(CERTIFICATION_FORMATS, listOption(options, 'format'), listOption(options, 'output'));
  const signing = signingOf(options, edge);
  const nonce = textOption(options, 'challenge');
  const published = toCertifyRequest(options, edge, signal);
  if (vector === undefined) {
    return withMintedVectors(published.suite, nonce, (minted) =>
      certifyAll({ ...published, ...(minted && { minted }) }, { plan, signing, options, edge }),
    );
  }
  if (nonce !== undefined) throw usageError('one vector alone is no challenge; certify --challenge runs all of them');
  if (plan.stdout !== 'text' || plan.files.length > 0) throw usageError('one vector alone makes no report');
  const tried = await tryVector(vector, published);
  edge.stdout.write(renderTriedVector(tried, edge.cwd, choosePaint(options, edge)));
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
  if (plan.stdout === 'text') edge.stdout.write(renderCertifyHints(certification, signing !== undefined));
  if (signing !== undefined) {
    if (!judgeCertification(report).certified) {
      edge.stderr.write('there is no certificate: not every vector passes\n');
      return EXIT.findings;
    }
    await writeCertificate(signing, report, edge);
  }
  return holds(report) ? EXIT.holds : EXIT.findings;
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

/** Whether nothing is wrong that was not expected. Whether it certifies is another question, which the report answers. */
function holds({ rows }: CertificationReport): boolean {
  return rows.every(({ outcome }) => outcome === 'pass' || outcome === 'xfail');
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
