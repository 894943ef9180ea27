import { resolve } from 'node:path';
import type { WriteChunk } from '../../archive/publish.ts';
import { type Judged, type JudgeOptions, judgeArtifact } from '../../recognition/judge.ts';
import { severityOf } from '../../report/artifact-report.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { PLAIN } from '../../report/render/paint.ts';
import type { Excerpts } from '../../report/render/text.ts';
import type { ArtifactReport, ReportFinding, Severity } from '../../report/report.ts';
import { CORE, HARDENED } from '../../report/rule-selection.ts';
import { toReport } from '../../report/to-report.ts';
import { toVisible } from '../../report/visible-text.ts';
import { flagOption, type Invocation, listOption, type OptionValues, textOption } from '../command.ts';
import { describeError, EXIT, exitCodeOf } from '../exit-code.ts';
import { type IgnoredRules, markIgnored, parseIgnores, unusedIgnores } from '../ignored-rules.ts';
import { findTargets } from '../input/find-targets.ts';
import { momentOption } from '../input/moment-option.ts';
import { withArtifact } from '../input/open-target.ts';
import { assertRuntimeBinary } from '../input/runtime-binary.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { planOutputs } from '../output/output-plan.ts';
import { createProgress } from '../output/progress.ts';
import { renderReport } from '../output/render-report.ts';
import { REPORT_FORMATS } from '../output/report-format.ts';
import { writeChunks } from '../output/write-chunks.ts';
import { usageError } from '../usage-error.ts';

/** `validate-contracts`: without arguments, or with `--since`, about the contracts of the checkout. */
export async function runValidateContracts(invocation: Invocation): Promise<number> {
  const { options, edge } = invocation;
  const since = textOption(options, 'since');
  // A flag asks for artifacts to be judged: without any, that is a mistake to be told, not another task to be done.
  const asks = ['contract', 'format', 'output', 'ignore', 'runtimeBin', 'allowEmpty'].some((name) => name in options);
  const judges = asks || invocation.arguments.length > 0;
  if (judges && since !== undefined) throw usageError('--since is about the checkout: it takes no artifacts');
  if (judges) return runValidate(invocation);
  const { runInCheckout } = await import('../checkout.ts');
  if (since !== undefined) return runInCheckout(edge, 'scripts/co-change.ts', [since]);
  return runInCheckout(edge, 'scripts/checkout.ts', []);
}

/** `validate`: judges every target and writes one report in each format that is asked for. */
export async function runValidate({ arguments: paths, options, edge }: Invocation): Promise<number> {
  const plan = planOutputs(REPORT_FORMATS, listOption(options, 'format'), listOption(options, 'output'));
  const ignored = parseIgnores(listOption(options, 'ignore'));
  const formats = [plan.stdout, ...plan.files.map(({ format }) => format)];
  // Only these say it, and an artifact may be far larger than what has to be read to judge it.
  const digest = formats.includes('json') || formats.includes('sarif');
  const judgeOptions = { ...toJudgeOptions(options, edge.cwd), digest };
  if (paths.length === 0) throw usageError('name a file, a folder or a pattern to validate, or - for standard input');
  const targets = findTargets(paths, {
    cwd: edge.cwd,
    ...(judgeOptions.contract === undefined ? {} : { contract: judgeOptions.contract }),
    stdinName: textOption(options, 'stdinName') ?? 'stdin',
    onPassedOver(name, missing) {
      const why = `for want of ${missing}, the folder is not judged as ${judgeOptions.contract}: what lies in it is`;
      edge.stderr.write(`${toVisible(maskCredentials(name))}: ${why}\n`);
    },
  });
  if (targets.length === 0 && !flagOption(options, 'allowEmpty')) {
    throw usageError(`nothing to validate matches ${paths.join(' ')} (--allow-empty permits that)`);
  }

  for (const { path } of plan.files) {
    // It would be written only after it was judged: the artifact would be gone.
    if (targets.some((target) => target.path === resolve(edge.cwd, path))) {
      throw usageError(`the output is what is to be judged: ${path}`);
    }
  }

  const wantsText = formats.includes('text');
  const excerpts = new Map<ReportFinding, readonly string[]>();
  const artifacts: ArtifactReport[] = [];
  const broken = new Map<string, Severity>();
  const progress = createProgress(edge, targets.length);
  let failure: number | undefined;
  for (const target of targets) {
    progress.begin(target.name);
    try {
      await withArtifact(target, edge, async (artifact) => {
        const judged = await judgeArtifact(artifact, judgeOptions);
        const report = markIgnored(judged.report, ignored);
        artifacts.push(report);
        for (const finding of judged.judgement.findings) broken.set(finding.rule, severityOf(finding));
        if (!wantsText || report.findings.length === 0) return;
        const { collectExcerpts } = await import('../../recognition/collect-excerpts.ts');
        addExcerpts(excerpts, report, judged, await collectExcerpts(artifact, judged));
      });
    } catch (error) {
      // What cannot be read is no verdict; the other artifacts still get theirs.
      if (exitCodeOf(error) === EXIT.usage || edge.env.PACKAGE_CONTRACTS_DEBUG === '1') throw error;
      progress.clear();
      edge.stderr.write(`${toVisible(maskCredentials(target.name))}: ${toVisible(describeError(error))}\n`);
      failure = exitCodeOf(error);
    }
  }
  progress.clear();

  const unused = unusedIgnores(ignored, new Set(broken.keys()));
  for (const finding of unused) broken.set(finding.rule, finding.severity);
  const judged = toReport(artifacts, unused);
  // What could not be read has not been found valid.
  const report = failure === undefined ? judged : { ...judged, valid: false };
  const paint = choosePaint(options, edge);
  for (const { format, path } of plan.files) {
    const { publishFile } = await import('../../archive/publish.ts');
    const chunks = await renderReport(format, report, { excerpts, paint: PLAIN });
    const write = (take: WriteChunk): void => {
      for (const chunk of chunks) take(Buffer.from(chunk));
    };
    await publishFile({ target: resolve(edge.cwd, path), write, verify: () => true });
  }
  await writeChunks(edge.stdout, await renderReport(plan.stdout, report, { excerpts, paint }));
  return failure ?? verdict(broken, ignored, textOption(options, 'failOn') ?? 'error');
}

function toJudgeOptions(options: OptionValues, cwd: string): JudgeOptions {
  const contract = textOption(options, 'contract');
  const runtime = textOption(options, 'runtimeBin');
  const now = momentOption(options, 'now');
  return {
    selection: textOption(options, 'profile') === 'core' ? CORE : HARDENED,
    observe: false,
    ...(contract === undefined ? {} : { contract }),
    ...(now === undefined ? {} : { now }),
    ...(runtime === undefined ? {} : { runtimeBinary: assertRuntimeBinary(resolve(cwd, runtime)) }),
  };
}

// Excerpts belong to the findings of the judged report; the marked copies stand at the same places.
function addExcerpts(
  into: Map<ReportFinding, readonly string[]>,
  report: ArtifactReport,
  judged: Judged,
  excerpts: Excerpts,
): void {
  for (const [index, finding] of report.findings.entries()) {
    const original = judged.report.findings[index];
    const lines = original === undefined ? undefined : excerpts.get(original);
    if (lines !== undefined) into.set(finding, lines);
  }
}

function verdict(broken: ReadonlyMap<string, Severity>, ignored: IgnoredRules, failOn: string): number {
  if (failOn === 'never') return EXIT.holds;
  const counts = [...broken].some(
    ([rule, severity]) => !ignored.has(rule) && (severity === 'error' || failOn === 'warning'),
  );
  return counts ? EXIT.findings : EXIT.holds;
}
