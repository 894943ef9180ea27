import type { Artifact } from '../../archive/artifact.ts';
import { catalogue } from '../../generated/catalogue.ts';
import { TOOL } from '../../generated/tool.ts';
import { inspectArtifact } from '../../recognition/inspect.ts';
import type { Judged } from '../../recognition/judge.ts';
import { MOST_OUTLINE_NODES, OUTLINE_NODES } from '../../report/outline.ts';
import type { Excerpts } from '../../report/render/text.ts';
import { CORE, HARDENED } from '../../report/rule-selection.ts';
import { type Invocation, type OptionValues, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { oneTarget } from '../input/one-target.ts';
import { withArtifact } from '../input/open-target.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { writeChunks } from '../output/write-chunks.ts';
import { usageError } from '../usage-error.ts';

/** `inspect`: what a strict reader understands of one artifact. */
export async function runInspect({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const contract = textOption(options, 'contract');
  const inspectOptions = {
    selection: textOption(options, 'profile') === 'core' ? CORE : HARDENED,
    observe: true,
    outlineNodes: nodesOption(options),
    ...(contract === undefined ? {} : { contract }),
  };
  return withArtifact(oneTarget(given, edge.cwd), edge, async (artifact) => {
    const { inspection, judged } = await inspectArtifact(artifact, inspectOptions);
    if (textOption(options, 'format') === 'json') {
      const { renderInspectionJson } = await import('../../report/render/inspection-json.ts');
      await writeChunks(edge.stdout, renderInspectionJson(inspection, TOOL));
    } else {
      const { renderInspectionText } = await import('../../report/render/inspection-text.ts');
      await writeChunks(
        edge.stdout,
        renderInspectionText(inspection, await excerptsOf(artifact, judged), choosePaint(options, edge)),
      );
    }
    // Whether the package keeps its own contract is what `validate` says: here the container, which may be a folder,
    // and the syntax count.
    const isBroken = judged.judgement.findings.some(({ rule }) => {
      const entry = catalogue[rule];
      return (
        entry.level === 'MUST' &&
        (entry.contract.startsWith('strict-') || rule.startsWith('report/') || entry.phase === 'container')
      );
    });
    return isBroken ? EXIT.findings : EXIT.holds;
  });
}

// Looking for excerpts reads the artifact again: not where there is nothing to show.
async function excerptsOf(artifact: Artifact, judged: Judged): Promise<Excerpts> {
  if (judged.report.findings.length === 0) return new Map();
  return (await import('../../recognition/collect-excerpts.ts')).collectExcerpts(artifact, judged);
}

function nodesOption(options: OptionValues): number {
  const text = textOption(options, 'nodes');
  if (text === undefined) return OUTLINE_NODES;
  if (!/^[0-9]{1,9}$/u.test(text) || Number(text) > MOST_OUTLINE_NODES) {
    throw usageError(`--nodes takes a number up to ${MOST_OUTLINE_NODES}, not ${text}`);
  }
  return Number(text);
}
