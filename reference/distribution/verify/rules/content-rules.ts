import type { Check } from '../../../report/check.ts';
import { compareCodePoints } from '../../../report/code-point-order.ts';
import type { Details } from '../../../report/finding.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import { platformOf } from '../../documents/matrix.ts';
import type { ArchiveContent, ArchiveMember, ArtifactFacts } from '../artifact-facts.ts';

/** Section 6 (K7): what an archive holds. */
export const contentRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/archive-special-member',
    check: forContents(({ members }, _artifact, report) => {
      for (const { path, type } of members) {
        if (type !== 'file') report({ kind: type, path });
      }
    }),
  },
  {
    rule: 'distribution/content-digest-mismatch',
    check: forContents((content, { manifest }, report) => {
      const expected = manifest?.value.content_sha256;
      const { isGzip, sha256: actual } = content;
      if (isGzip && expected !== undefined && hasOnlyFiles(content) && actual !== expected)
        report({ actual, expected });
    }),
  },
  {
    rule: 'distribution/content-mismatch',
    check: forContents((content, { manifest }, report) => {
      if (manifest === undefined || !hasOnlyFiles(content)) return;
      for (const [path, problem] of compareFiles(content, manifest.value.files)) report({ path, problem });
    }),
  },
  {
    rule: 'distribution/entrypoint-missing',
    check({ artifacts, contract }, report) {
      for (const { source, archive, content } of artifacts) {
        if (content === undefined || contract === undefined || archive === undefined || !hasOnlyFiles(content))
          continue;
        const suffix = platformOf(source.identity.target)?.family === 'windows' ? '.exe' : '';
        for (const name of contract.value.artifact.entrypoints) {
          const entrypoint = `${name}${suffix}`;
          const found = content.members.find(({ path }) => path === entrypoint);
          const isRight = found !== undefined && (found.mode === undefined || found.mode === '0755');
          if (!isRight) report({ member: archive.path }, { entrypoint });
        }
      }
    },
  },
  {
    rule: 'distribution/archive-not-canonical',
    check: forContents((content, _artifact, report) => {
      const problem = content.isGzip ? content.deviation : 'the archive is not in an envelope of gzip';
      if (problem !== undefined && hasOnlyFiles(content)) report({ problem });
    }),
  },
];

type ReportContent = (details: Details) => void;

function forContents(
  check: (content: ArchiveContent, artifact: ArtifactFacts, report: ReportContent) => void,
): Check<DistributionModel>['check'] {
  return ({ artifacts }, report) => {
    for (const artifact of artifacts) {
      const { content, archive } = artifact;
      if (content === undefined || archive === undefined) continue;
      check(content, artifact, (details) => report({ member: archive.path }, details));
    }
  };
}

// Of an archive with anything else nothing further is judged, whether that rule is in force or not.
function hasOnlyFiles({ members }: ArchiveContent): boolean {
  return members.every(({ type }) => type === 'file');
}

interface StatedFile {
  readonly path: string;
  readonly mode: string;
  readonly size: number;
  readonly sha256: string;
}

/** Path and problem of each file that is not what the manifest says, sorted by path. */
function compareFiles(
  { members }: ArchiveContent,
  stated: readonly StatedFile[],
): readonly (readonly [string, string])[] {
  const actual = new Map(members.map((member) => [member.path, member]));
  const expected = new Map(stated.map((file) => [file.path, file]));
  const paths = [...new Set([...actual.keys(), ...expected.keys()])].sort(compareCodePoints);
  return paths.flatMap((path) => {
    const problem = problemOf(actual.get(path), expected.get(path));
    return problem === undefined ? [] : [[path, problem] as const];
  });
}

function problemOf(actual: ArchiveMember | undefined, stated: StatedFile | undefined): string | undefined {
  if (actual === undefined) return 'the archive lacks a file of the manifest';
  if (stated === undefined) return 'the archive holds a file that the manifest does not list';
  if (actual.size !== stated.size) return 'a file has another size than the manifest says';
  if (actual.sha256 !== stated.sha256) return 'a file has another digest than the manifest says';
  if (actual.mode !== undefined && actual.mode !== stated.mode) return 'a file has another mode than the manifest says';
  return undefined;
}
