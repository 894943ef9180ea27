import { IDENTITY_PARTS } from '../../distribution/documents/identity.ts';
import type { Resolution } from '../../distribution/resolve/resolution.ts';
import { TOOL } from '../../generated/tool.ts';
import type { Resolution as ResolutionDocument } from '../../generated/types/interfaces-resolution.ts';
import { toJsonText } from '../../report/json-text.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import { toFindingLines } from './finding-lines.ts';
import { toShownFindings } from './shown-findings.ts';

// As many as the schema of the document has places for.
const MOST_SHOWN = 1000;

/** What `resolve --format json` prints: contracts/interfaces/v1, resolution. */
export function toResolutionJson(resolution: Resolution): string {
  const findings = resolution.kind === 'resolved' ? resolution.warnings : resolution.findings;
  const found = toShownFindings(findings);
  const common = { format: 'package-contracts-resolution/1', tool: TOOL } as const;
  let document: ResolutionDocument;
  if (resolution.kind === 'resolved') {
    const { artifact, manifest, checksums, provenance } = resolution.files;
    if (!artifact || !manifest || !checksums || !provenance) throw new Error('a resolution without its files');
    document = {
      ...common,
      resolved: true,
      path: resolution.path,
      identity: { ...resolution.identity },
      files: { artifact, manifest, checksums, provenance },
      source_date_epoch: resolution.sourceDateEpoch,
      findings: found,
      rows: [],
    };
  } else {
    const rows = resolution.rows
      .slice(0, MOST_SHOWN)
      .map(({ identity, differs }) => ({ identity: { ...identity }, differs: [...differs] }));
    document = { ...common, resolved: false, refused: resolution.rule, findings: found, rows };
  }
  return toJsonText(document);
}

/** What is said beside the result: warnings, or why it was refused, and what there is instead. */
export function toResolutionTalk(resolution: Resolution): string {
  const findings = resolution.kind === 'resolved' ? resolution.warnings : resolution.findings;
  const lines = [...toFindingLines(findings.slice(0, MOST_TOLD))];
  if (resolution.kind === 'refused' && resolution.rows.length > 0) {
    lines.push(resolution.rule === 'distribution/ambiguous-match' ? 'these fit:' : 'the nearest artifacts:');
    for (const { identity, differs } of resolution.rows.slice(0, MOST_TOLD)) {
      const key = IDENTITY_PARTS.map((part) => identity[part]).join(' ');
      lines.push(`  ${key}${differs.length === 0 ? '' : ` (other ${differs.join(', ')})`}`);
    }
  }
  return lines.map((line) => `${toVisible(maskCredentials(line))}\n`).join('');
}

const MOST_TOLD = 20;
