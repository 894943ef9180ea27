import { resolve } from 'node:path';
import { extractMembers, type OpenContainer } from '../../archive/extract.ts';
import { recognise } from '../../recognition/recognise.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { count } from '../../report/render/text.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { toReport } from '../../report/to-report.ts';
import { toVisible } from '../../report/visible-text.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { displayName } from '../input/find-targets.ts';
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
    const listing = new ExtractedFiles(members.length > 0);
    const judgement = await extractMembers(
      artifact.source,
      { out, members, onFile: (file) => listing.add(file) },
      open,
    );
    if (judgement === undefined) {
      await writeChunks(edge.stdout, listing.lines(displayName(out, edge.cwd)));
      return EXIT.holds;
    }
    const { collectExcerpts } = await import('../../recognition/collect-excerpts.ts');
    const { toJudged } = await import('../../recognition/judge.ts');
    const judged = toJudged(artifact, judgement, { selection: HARDENED, contract, digest: false });
    const excerpts = await collectExcerpts(artifact, judged);
    const text = { excerpts, paint: choosePaint(options, edge) };
    await writeChunks(edge.stdout, await renderReport('text', toReport([judged.report]), text));
    edge.stderr.write('nothing was extracted\n');
    return EXIT.findings;
  });
}

interface ExtractedFile {
  readonly path: string;
  readonly size: number;
}

/** What was extracted, for people: each file where some were asked for, since they may be called otherwise, and a sum. */
class ExtractedFiles {
  readonly #isListed: boolean;
  readonly #listed: string[] = [];
  #files = 0;
  #bytes = 0;

  constructor(isListed: boolean) {
    this.#isListed = isListed;
  }

  add({ path, size }: ExtractedFile): void {
    this.#files += 1;
    this.#bytes += size;
    if (this.#isListed) this.#listed.push(`  ${show(path)} (${count(size, 'byte')})\n`);
  }

  lines(out: string): readonly string[] {
    const sum = `${count(this.#files, 'file')} (${count(this.#bytes, 'byte')})`;
    return [...this.#listed, `extracted ${sum} to ${show(out)}\n`];
  }
}

function show(path: string): string {
  return toVisible(maskCredentials(path));
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
