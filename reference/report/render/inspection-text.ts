import { compareCodePoints } from '../code-point-order.ts';
import type { Inspection } from '../inspection.ts';
import { toVisible } from '../visible-text.ts';
import type { Paint } from './paint.ts';
import { toTable } from './table.ts';
import { type Excerpts, renderArtifact } from './text.ts';

/** The inspection for people: the verdict with its findings, then what was understood, a table each. */
export function renderInspectionText(inspection: Inspection, excerpts: Excerpts, paint: Paint): string {
  const { report, members, documents, references } = inspection;
  const identity = [
    ...(report.size === undefined ? [] : [['size', `${report.size} bytes`]]),
    ...(report.sha256 === undefined ? [] : [['SHA-256', report.sha256]]),
  ];
  return [
    renderArtifact(report, excerpts, paint),
    toTable(identity),
    section(
      'members',
      members.map(({ path, size, type, sha256 }) => [size, sha256 ?? type, toVisible(path)]),
      paint,
    ),
    section(
      'documents (SHA-256 of the canonical form)',
      Object.entries(documents)
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([path, digest]) => [digest, path === '' ? 'the artifact itself' : toVisible(path)]),
      paint,
    ),
    section(
      'references',
      references.map(({ from, to }) => [toVisible(`${from.member}${from.pointer}`), '→', toVisible(to)]),
      paint,
    ),
  ].join('');
}

function section(title: string, rows: readonly (readonly (string | number)[])[], paint: Paint): string {
  return rows.length === 0 ? '' : `\n${paint('strong', title)}\n${toTable(rows)}`;
}
