import { resolve } from 'node:path';
import { openFileSource } from '../../archive/byte-source.ts';
import { digestSource } from '../../recognition/source-digest.ts';
import { toArtifactReport } from '../../report/artifact-report.ts';
import { createMasker } from '../../report/masker.ts';
import { toReport } from '../../report/to-report.ts';
import { toVisible } from '../../report/visible-text.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { displayName } from '../input/find-targets.ts';
import { oneTarget } from '../input/one-target.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { renderReport } from '../output/render-report.ts';
import { usageError } from '../usage-error.ts';

/** `produce anpkg`: builds a handoff package from a project folder, or says why it cannot be built. */
export async function runProduceAnpkg({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const project = oneTarget(given, edge.cwd);
  if (project.kind !== 'folder') throw usageError(`a project is a folder: ${given}`);
  const out = resolve(edge.cwd, textOption(options, 'out') ?? '');
  const isJson = textOption(options, 'format') === 'json';
  const { produceAnpkgFile } = await import('../../anpkg/produce-to-file.ts');
  const result = await produceAnpkgFile({ project: project.path, out });
  if (result.produced) {
    const produced = describeFile(out, edge.cwd);
    const line = `produced ${toVisible(produced.path)} (${produced.size} bytes, SHA-256 ${produced.sha256})\n`;
    edge.stdout.write(isJson ? `${JSON.stringify({ produced: true, ...produced }, undefined, 2)}\n` : line);
    return EXIT.holds;
  }
  const judgement = { findings: result.findings, dropped: 0, secrets: [] };
  const artifact = { path: project.name, contract: 'anpkg@1', profile: 'hardened' } as const;
  const report = toReport([toArtifactReport(artifact, judgement, createMasker([]))]);
  const text = { excerpts: new Map(), paint: choosePaint(options, edge) };
  edge.stdout.write(await renderReport(isJson ? 'json' : 'text', report, text));
  edge.stderr.write('nothing was produced\n');
  return EXIT.findings;
}

function describeFile(path: string, cwd: string): { path: string; size: number; sha256: string } {
  const source = openFileSource(path);
  try {
    return { path: displayName(path, cwd), size: source.size, sha256: digestSource(source) };
  } finally {
    source.close();
  }
}
