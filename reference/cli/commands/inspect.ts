import { catalogue } from '../../generated/catalogue.ts';
import { TOOL } from '../../generated/tool.ts';
import { inspectArtifact } from '../../recognition/inspect.ts';
import { CORE, HARDENED } from '../../report/rule-selection.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { oneTarget } from '../input/one-target.ts';
import { withArtifact } from '../input/open-target.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { writeChunks } from '../output/write-chunks.ts';

/** `inspect`: what a strict reader understands of one artifact. */
export async function runInspect({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const contract = textOption(options, 'contract');
  const judgeOptions = {
    selection: textOption(options, 'profile') === 'core' ? CORE : HARDENED,
    observe: true,
    ...(contract === undefined ? {} : { contract }),
  };
  return withArtifact(oneTarget(given, edge.cwd), edge, async (artifact) => {
    const { inspection, judged } = await inspectArtifact(artifact, judgeOptions);
    if (textOption(options, 'format') === 'json') {
      const { renderInspectionJson } = await import('../../report/render/inspection-json.ts');
      await writeChunks(edge.stdout, renderInspectionJson(inspection, TOOL));
    } else {
      const { renderInspectionText } = await import('../../report/render/inspection-text.ts');
      const { collectExcerpts } = await import('../../recognition/collect-excerpts.ts');
      const excerpts = await collectExcerpts(artifact, judged);
      await writeChunks(edge.stdout, renderInspectionText(inspection, excerpts, choosePaint(options, edge)));
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
