import { folderSource } from '../../distribution/changes/folder-source.ts';
import { gitSource } from '../../distribution/changes/git-source.ts';
import { judgeChanges } from '../../distribution/changes/judge-changes.ts';
import { findProgram } from '../../process/find-program.ts';
import { runProcess } from '../../process/run-process.ts';
import { toJudged } from '../../recognition/judge.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { PLAIN } from '../../report/render/paint.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { toReport } from '../../report/to-report.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { nowOption } from '../input/moment-option.ts';
import { givenFolder } from '../input/repository-root.ts';
import { renderReport } from '../output/render-report.ts';
import { writeChunks } from '../output/write-chunks.ts';

/** `distribution changes`: judges what became of a repository since a revision of it. */
export async function runDistributionChanges({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const root = givenFolder(given, edge.cwd);
  const revision = textOption(options, 'since') ?? 'HEAD';
  const path = edge.env.PATH ?? '';
  const before = await gitSource(
    { git: findProgram('git', { folder: root, path }), root, path, run: runProcess },
    revision,
  ).catch((cause: unknown) => {
    throw toRevisionError(cause, revision, given);
  });
  const after = folderSource(root, before.scheme);
  const judgement = await judgeChanges({ selection: HARDENED, before, revision, after, now: nowOption(options) });
  const artifact = { kind: 'folder' as const, name: given, path: root };
  const { report } = toJudged(artifact, judgement, { selection: HARDENED, contract: 'distribution@1' });
  const format = textOption(options, 'format') === 'json' ? 'json' : 'text';
  const whole = toReport([report], []);
  await writeChunks(edge.stdout, await renderReport(format, whole, { excerpts: new Map(), paint: PLAIN }));
  return whole.valid ? EXIT.holds : EXIT.findings;
}

// What git was asked is of no use to whoever has named a revision.
function toRevisionError(cause: unknown, revision: string, given: string): unknown {
  if (!(cause instanceof ContractsError) || cause.code !== 'usage') return cause;
  return new ContractsError('usage', `git knows no commit ${revision} in ${given}`, {
    cause,
    remediation: 'Name a commit, a branch or a tag of the git repository that the folder is in.',
  });
}
