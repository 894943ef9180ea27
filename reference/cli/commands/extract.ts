import { resolve } from 'node:path';
import { extractMembers, type OpenContainer } from '../../archive/extract.ts';
import { recognise } from '../../recognition/recognise.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { toReport } from '../../report/to-report.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { oneTarget } from '../input/one-target.ts';
import { withArtifact } from '../input/open-target.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { renderReport } from '../output/render-report.ts';
import { writeChunks } from '../output/write-chunks.ts';
import { usageError } from '../usage-error.ts';

/** `extract`: writes the verified members of a zip or a tar, or the assets of a pack, to a new folder, or nothing at all. */
export async function runExtract({ arguments: [given = '', ...members], options, edge }: Invocation): Promise<number> {
  const target = oneTarget(given, edge.cwd);
  if (target.kind === 'folder') throw usageError(`a folder cannot be extracted: ${given}`);
  const out = resolve(edge.cwd, textOption(options, 'out') ?? '');
  return withArtifact(target, edge, async (artifact) => {
    if (artifact.kind === 'folder') throw usageError(`a folder cannot be extracted: ${given}`);
    const { contract, open } = await containerOf(recognise(artifact).contract?.contract);
    const judgement = await extractMembers(artifact.source, { out, members }, open);
    if (judgement === undefined) return EXIT.holds;
    const { collectExcerpts } = await import('../../recognition/collect-excerpts.ts');
    const { toJudged } = await import('../../recognition/judge.ts');
    const judged = toJudged(artifact, judgement, { selection: HARDENED, contract });
    const excerpts = await collectExcerpts(artifact, judged);
    const text = { excerpts, paint: choosePaint(options, edge) };
    await writeChunks(edge.stdout, await renderReport('text', toReport([judged.report]), text));
    edge.stderr.write('nothing was extracted\n');
    return EXIT.findings;
  });
}

/** How an artifact of a contract is extracted; as a zip unless it is something else. */
async function containerOf(
  contract: string | undefined,
): Promise<{ readonly contract: string; readonly open?: OpenContainer }> {
  if (contract === 'assets-pa@1') {
    return { contract, open: (await import('../../assets-pa/extract-assets.ts')).openAssets };
  }
  if (contract === 'strict-tar@1') return { contract, open: (await import('../../archive/tar/index.ts')).openTar };
  return { contract: 'strict-zip@1' };
}
