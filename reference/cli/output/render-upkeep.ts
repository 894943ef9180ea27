import type { Upkeep } from '../../distribution/upkeep/upkeep.ts';
import { TOOL } from '../../generated/tool.ts';
import type { Upkeep as UpkeepDocument } from '../../generated/types/interfaces-upkeep.ts';
import { toJsonText } from '../../report/json-text.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import { toFindingLines } from './finding-lines.ts';
import { toShownFindings } from './shown-findings.ts';

/** What `distribution retention` and `distribution yank` print with `--format json`: interfaces/v1, upkeep. */
export function toUpkeepJson({ outcome, keep, generations, artifacts, files, findings }: Upkeep): string {
  const document: UpkeepDocument = {
    format: 'package-contracts-upkeep/1',
    tool: TOOL,
    outcome,
    keep,
    generations: [...generations],
    artifacts: artifacts.map((identity) => ({ ...identity })),
    files: [...files],
    findings: toShownFindings(findings),
  };
  return toJsonText(document);
}

/** What goes or changes, in text: a line each. */
export function toUpkeepPlanText({ generations, artifacts, files }: Upkeep): string {
  return toText([
    ...generations.map((version) => `generation  ${version}`),
    ...artifacts.map((identity) => `artifact    ${Object.values(identity).join(' ')}`),
    ...files.map((path) => `file        ${path}`),
  ]);
}

/** How it ended, in text. */
export function toUpkeepEndText({ outcome, keep, findings }: Upkeep): string {
  return toText([...toFindingLines(findings), `${outcome}${keep > 0 ? `, ${keep} generations are kept` : ''}`]);
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${toVisible(maskCredentials(line))}\n`).join('');
}
