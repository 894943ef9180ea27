import { compareCodePoints } from '../code-point-order.ts';
import type { Inspection } from '../inspection.ts';
import { toVisible } from '../visible-text.ts';
import { outlineLines } from './outline-text.ts';
import type { Paint } from './paint.ts';
import { tableLines, toTable } from './table.ts';
import { type Excerpts, renderArtifact } from './text.ts';

/** The inspection for people, line by line: the verdict with its findings, then what was understood, a table each. */
export function* renderInspectionText(
  { report, members, documents, references, outline, mask }: Inspection,
  excerpts: Excerpts,
  paint: Paint,
): Generator<string> {
  const show = (text: string): string => toVisible(mask(text));
  const identity = [
    ...(report.size === undefined ? [] : [['size', `${report.size} bytes`]]),
    ...(report.sha256 === undefined ? [] : [['SHA-256', report.sha256]]),
  ];
  yield renderArtifact(report, excerpts, paint);
  yield toTable(identity);
  const title = (text: string): string => `\n${paint('strong', text)}\n`;
  if (hasAny(members)) {
    yield title('members');
    yield* tableLines(
      members,
      ({ size, type, sha256 }) => [size, sha256 ?? type],
      ({ path }) => show(path),
    );
  }
  const digests = Object.entries(documents).map(([path, digest]) => [mask(path), digest] as const);
  if (digests.length > 0) {
    yield title('documents (SHA-256 of the canonical form)');
    yield* tableLines(
      digests.sort(([a], [b]) => compareCodePoints(a, b)),
      ([, digest]) => [digest],
      ([path]) => (path === '' ? 'the artifact itself' : toVisible(path)),
    );
  }
  if (references.length > 0) {
    yield title('references');
    yield* tableLines(
      references,
      ({ from }) => [`${show(from.member)}${show(from.pointer)}`, '→'],
      ({ to }) => show(to),
    );
  }
  if (outline !== undefined) {
    yield title('outline (line:column of each value)');
    yield* outlineLines(outline);
  }
}

function hasAny(items: Iterable<unknown>): boolean {
  for (const _ of items) return true;
  return false;
}
