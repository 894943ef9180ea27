import { compareCodePoints } from '../code-point-order.ts';
import { INSPECTION_FORMAT, type Inspection } from '../inspection.ts';
import { toJsonText } from '../json-text.ts';
import { orderArtifact } from './json.ts';

/** The inspection as JSON: the report on the artifact, then its members, documents and references. */
export function renderInspectionJson(
  { report, members, documents, references }: Inspection,
  tool: { readonly name: string; readonly version: string },
): string {
  const ordered = {
    format: INSPECTION_FORMAT,
    tool,
    artifact: orderArtifact(report),
    members: members.map(({ path, type, size, sha256 }) => ({ path, type, size, sha256 })),
    documents: Object.fromEntries(Object.entries(documents).sort(([a], [b]) => compareCodePoints(a, b))),
    references,
  };
  return toJsonText(ordered);
}
