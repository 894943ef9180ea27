import { compareCodePoints } from '../code-point-order.ts';
import { INSPECTION_FORMAT, type Inspection } from '../inspection.ts';
import { JsonItems, JsonMembers, toJsonChunks } from '../json-stream.ts';
import type { OutlineNode } from '../outline.ts';
import { orderArtifact } from './json.ts';

/** The inspection as JSON, in chunks: the report on the artifact, then its members, documents, references and outline. */
export function renderInspectionJson(
  { report, members, documents, references, outline, mask }: Inspection,
  tool: { readonly name: string; readonly version: string },
): Iterable<string> {
  const shown = Object.entries(documents).map(([path, digest]) => [mask(path), digest] as const);
  return toJsonChunks(
    new JsonMembers({
      format: INSPECTION_FORMAT,
      tool,
      artifact: orderArtifact(report),
      members: new JsonItems(
        mapEach(members, ({ path, type, size, sha256 }) => ({ path: mask(path), type, size, sha256 })),
      ),
      documents: Object.fromEntries(shown.sort(([a], [b]) => compareCodePoints(a, b))),
      references: new JsonItems(
        mapEach(references, ({ from, to }) => ({
          from: { member: mask(from.member), pointer: mask(from.pointer) },
          to: mask(to),
        })),
      ),
      outline: outline && new JsonMembers({ nodes: new JsonItems(nodesOf(outline.root)), leftOut: outline.leftOut }),
    }),
  );
}

/** A node, then what lies below it: the order of the document. */
function* nodesOf(node: OutlineNode): Generator<object> {
  const { pointer, type, line, column, count, length, value, hidden } = node;
  yield { pointer, type, line, column, count, length, value, hidden };
  for (const child of node.children) yield* nodesOf(child);
}

/** As `map` of an array, one by one. */
function* mapEach<From, To>(items: Iterable<From>, toItem: (item: From) => To): Generator<To> {
  for (const item of items) yield toItem(item);
}
