import type { Artifact } from '../../archive/artifact.ts';
import { type ComparedSide, compareArtifacts, MOST_DIFFERENCES } from '../../difference/compare-artifacts.ts';
import {
  type Comparable,
  DIFFERENCE_FORMAT,
  type Difference,
  type DifferenceReport,
} from '../../difference/difference.ts';
import { renderDifferenceText } from '../../difference/render-difference.ts';
import { TOOL } from '../../generated/tool.ts';
import { glanceAt } from '../../recognition/content-glance.ts';
import { type Judged, judgeArtifact } from '../../recognition/judge.ts';
import { documentReader } from '../../recognition/read-document.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { toJsonText } from '../../report/json-text.ts';
import { createMasker, type Masker } from '../../report/masker.ts';
import type { ObservedMember } from '../../report/observation.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { oneTarget } from '../input/one-target.ts';
import { withArtifact } from '../input/open-target.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { usageError } from '../usage-error.ts';

/** `diff`: how two artifacts differ. */
export async function runDiff({ arguments: [first = '', second = ''], options, edge }: Invocation): Promise<number> {
  if (first === '-' && second === '-') throw usageError('standard input can be one of the two artifacts, not both');
  const before = oneTarget(first, edge.cwd);
  const after = oneTarget(second, edge.cwd);
  return withArtifact(before, edge, (left) =>
    withArtifact(after, edge, async (right) => {
      const report = await compare(left, right);
      const text =
        textOption(options, 'format') === 'json'
          ? toJsonText(report)
          : renderDifferenceText(report, choosePaint(options, edge));
      edge.stdout.write(text);
      return report.equal ? EXIT.holds : EXIT.findings;
    }),
  );
}

async function compare(left: Artifact, right: Artifact): Promise<DifferenceReport> {
  // Judged first, because the validator knows which values are secrets.
  const judged = [await judgeArtifact(left, JUDGE_OPTIONS), await judgeArtifact(right, JUDGE_OPTIONS)] as const;
  const mask = createMasker(judged.flatMap(({ judgement }) => judgement.secrets));
  const differences = haveSameBytes(judged)
    ? []
    : ((judged.every(isPack) ? await comparePacks(left, right, mask) : undefined) ??
      (await compareArtifacts(await toSide(left), await toSide(right), mask)));
  return {
    format: DIFFERENCE_FORMAT,
    tool: TOOL,
    equal: differences.length === 0,
    before: toComparable(judged[0]),
    after: toComparable(judged[1]),
    truncated: differences.length > MOST_DIFFERENCES,
    differences: differences.slice(0, MOST_DIFFERENCES),
  };
}

/** How two valid packs differ, by their assets; undefined for anything else, and where the assets are all the same. */
async function comparePacks(left: Artifact, right: Artifact, mask: Masker): Promise<readonly Difference[] | undefined> {
  if (left.kind === 'folder' || right.kind === 'folder') return undefined;
  const { listAssets } = await import('../../assets-pa/list-assets.ts');
  const before = listAssets(left.source);
  const after = before && listAssets(right.source);
  if (before === undefined || after === undefined) return undefined;
  const { compareAssets } = await import('../../difference/compare-packs.ts');
  const differences = compareAssets(before, after, mask, MOST_DIFFERENCES + 1);
  return differences.length > 0 ? differences : undefined;
}

function haveSameBytes([before, after]: readonly [Judged, Judged]): boolean {
  return before.report.sha256 !== undefined && before.report.sha256 === after.report.sha256;
}

function isPack({ report }: Judged): boolean {
  return report.contract === 'assets-pa@1';
}

const JUDGE_OPTIONS = { selection: HARDENED, observe: false } as const;

function toComparable({ report: { path, size, sha256, contract, primary } }: Judged): Comparable {
  return {
    path,
    ...(size === undefined ? {} : { size }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(contract === undefined ? {} : { contract }),
    ...(primary === undefined ? {} : { primary }),
  };
}

async function toSide(artifact: Artifact): Promise<ComparedSide> {
  const members = await readMembers(artifact);
  const reader = documentReader(artifact);
  return { artifact, ...(members === undefined ? {} : { members }), read: (member) => reader.read(member) };
}

// An archive that two readers could read differently has no members to compare: its bytes are.
async function readMembers(artifact: Artifact): Promise<Iterable<ObservedMember> | undefined> {
  if (artifact.kind === 'folder') {
    const { members, problems } = (await import('../../archive/folder.ts')).readFolder(artifact.path, { digest: true });
    // What is left out of the members could differ.
    const [problem] = problems;
    if (problem === undefined) return members;
    const what =
      problem.kind === 'limit' ? `more than ${problem.limit} ${problem.unit}` : `${problem.what} (${problem.path})`;
    throw new ContractsError('io', `the folder cannot be compared: ${artifact.name} holds ${what}`);
  }
  const { isZip, isTar } = glanceAt(artifact);
  if (isZip === isTar) return undefined;
  const read = isZip
    ? (await import('../../archive/zip/index.ts')).readZip
    : (await import('../../archive/tar/index.ts')).readTar;
  const collector = new FindingCollector(HARDENED);
  const { listing } = await read(artifact.source, collector, { digest: true });
  return collector.errorCount > 0 ? undefined : listing;
}
