import { resolve } from 'node:path';
import { openFileSource } from '../../archive/byte-source.ts';
import { digestSource } from '../../archive/source-digest.ts';
import { toJsonText } from '../../report/json-text.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toReport } from '../../report/to-report.ts';
import { toVisible } from '../../report/visible-text.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { displayName } from '../input/find-targets.ts';
import { oneTarget } from '../input/one-target.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { renderReport } from '../output/render-report.ts';
import { writeChunks } from '../output/write-chunks.ts';
import { usageError } from '../usage-error.ts';

/** `produce anpkg`: builds a handoff package from a project folder, or says why it cannot be built. */
export async function runProduceAnpkg({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const project = oneTarget(given, edge.cwd);
  if (project.kind !== 'folder') throw usageError(`a project is a folder: ${given}`);
  const out = resolve(edge.cwd, textOption(options, 'out') ?? '');
  const isJson = textOption(options, 'format') === 'json';
  const { produceAnpkgFile } = await import('../../anpkg/produce-to-file.ts');
  const dataRoot = textOption(options, 'dataRoot');
  const { produced, report, omittedVariants } = await produceAnpkgFile({
    project: project.path,
    out,
    ...(dataRoot === undefined ? {} : { dataRoot: resolve(edge.cwd, dataRoot) }),
  });
  const text = { excerpts: new Map(), paint: choosePaint(options, edge) };
  if (produced && !isJson) {
    const { path, size, sha256 } = describeFile(out, edge.cwd);
    if (report.findings.length > 0)
      await writeChunks(edge.stdout, await renderReport('text', toReport([report]), text));
    if (omittedVariants.length > 0)
      edge.stderr.write(
        `variants left out: ${omittedVariants.map((name) => toVisible(maskCredentials(name))).join(', ')}\n`,
      );
    edge.stdout.write(`produced ${toVisible(path)} (${size} bytes, SHA-256 ${sha256})\n`);
    return EXIT.holds;
  }
  if (produced) {
    const answer = {
      produced,
      ...describeFile(out, edge.cwd),
      omittedVariants: omittedVariants.map(maskCredentials),
      findings: report.findings,
    };
    edge.stdout.write(toJsonText(answer));
    return EXIT.holds;
  }
  await writeChunks(edge.stdout, await renderReport(isJson ? 'json' : 'text', toReport([report]), text));
  edge.stderr.write('nothing was produced\n');
  return EXIT.findings;
}

function describeFile(path: string, cwd: string): { path: string; size: number; sha256: string } {
  const source = openFileSource(path);
  try {
    return { path: maskCredentials(displayName(path, cwd)), size: source.size, sha256: digestSource(source) };
  } finally {
    source.close();
  }
}
