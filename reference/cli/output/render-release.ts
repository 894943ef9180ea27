import type { Release } from '../../distribution/produce/produce-distribution.ts';
import { TOOL } from '../../generated/tool.ts';
import type { Release as ReleaseDocument } from '../../generated/types/interfaces-release.ts';
import { toJsonText } from '../../report/json-text.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import { toFindingLines } from './finding-lines.ts';
import { toShownFindings } from './shown-findings.ts';

/** What `produce distribution --format json` prints: contracts/interfaces/v1, release. */
export function toReleaseJson({ outcome, artifacts, findings }: Release): string {
  const document: ReleaseDocument = {
    format: 'package-contracts-release/1',
    tool: TOOL,
    outcome,
    artifacts: artifacts.map((artifact) => ({ ...artifact, identity: { ...artifact.identity } })),
    findings: toShownFindings(findings),
  };
  return toJsonText(document);
}

/** The result in text: a line for each artifact, or why nothing was published. */
export function toReleaseText({ artifacts, findings }: Release): string {
  const lines = [
    ...artifacts.map(({ outcome, path, sha256 }) => `${outcome}  ${path}  sha256:${sha256}`),
    ...toFindingLines(findings),
  ];
  return lines.map((line) => `${toVisible(maskCredentials(line))}\n`).join('');
}
