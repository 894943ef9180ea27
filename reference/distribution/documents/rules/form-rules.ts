import { isJsonObject, type JsonObject, type JsonValue, toPointer } from '../../../document/parsed-document.ts';
import type { Check } from '../../../report/check.ts';
import { compareCodePoints } from '../../../report/code-point-order.ts';
import { type DistributionDocument, keyPlaceIn, placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';
import { SHAPES, type Shape } from '../document-shapes.ts';
import { rowPointer } from '../index-rows.ts';

/** Section 3.1: the form that producers write. */
export const formRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/missing-producer-member',
    check({ indexes, checksums }, report) {
      for (const { index, rows } of indexes) {
        for (const property of ['schema_version', 'contract_version', 'name'] as const) {
          if (index.value[property] === undefined) report(placeIn(index, ''), { property });
        }
        for (const row of rows) {
          for (const property of ['gitsha', 'provenance_file'] as const) {
            if (row.row[property] === undefined) report(placeIn(index, rowPointer(row)), { property });
          }
        }
      }
      for (const document of checksums) {
        for (const property of ['schema_version', 'algorithm', 'artifact_file', 'files'] as const) {
          if (document.value[property] === undefined) report(placeIn(document, ''), { property });
        }
      }
    },
  },
  {
    rule: 'distribution/unknown-member',
    check(model, report) {
      for (const document of writtenDocuments(model)) {
        visit(document.document.value, SHAPES[document.kind], (path) => report(keyPlaceIn(document, toPointer(path))));
      }
    },
  },
  {
    rule: 'distribution/document-not-canonical',
    check(model, report) {
      for (const document of writtenDocuments(model)) {
        let isKnown = true;
        const isOrdered = visit(document.document.value, SHAPES[document.kind], () => {
          isKnown = false;
        });
        if (isKnown && !(isOrdered && document.isPretty())) report(placeIn(document, ''));
      }
    },
  },
];

type WrittenKind = keyof typeof SHAPES;

function writtenDocuments(model: DistributionModel): readonly DistributionDocument<WrittenKind>[] {
  const { indexes, manifests, checksums, provenances } = model;
  return [...indexes.map(({ index }) => index), ...manifests, ...checksums, ...provenances];
}

type Path = (string | number)[];

type Tell = (path: Path) => void;

/** Walks a value by its shape and tells of the members that the shape does not have. Whether all stand in its order. */
function visit(value: JsonValue, shape: Shape, tell: Tell, path: Path = []): boolean {
  if (shape === 'value') return true;
  if (shape === 'sorted') {
    const names = isJsonObject(value) ? Object.keys(value) : [];
    return names.every((name, index) => index === 0 || compareCodePoints(names[index - 1] ?? '', name) < 0);
  }
  if (isList(shape)) return !Array.isArray(value) || visitItems(value, shape[0], tell, path);
  return !isJsonObject(value) || visitMembers(value, shape, tell, path);
}

// Most lists hold a hundred thousand objects or none.
function visitItems(items: readonly JsonValue[], shape: Shape, tell: Tell, path: Path): boolean {
  let isOrdered = true;
  for (const [index, item] of items.entries()) {
    path.push(index);
    isOrdered = visit(item, shape, tell, path) && isOrdered;
    path.pop();
  }
  return isOrdered;
}

function visitMembers(value: JsonObject, shape: ObjectShape, tell: Tell, path: Path): boolean {
  const expected = namesOf(shape);
  let isOrdered = true;
  let rank = -1;
  for (const name of Object.keys(value)) {
    // Mostly it is the next one, or one of the next.
    const place = expected[rank + 1] === name ? rank + 1 : expected.indexOf(name);
    if (place === -1) {
      tell([...path, name]);
      continue;
    }
    if (place <= rank) isOrdered = false;
    rank = Math.max(rank, place);
    const inner = shape[name] ?? 'value';
    if (inner === 'value') continue;
    path.push(name);
    isOrdered = visit(value[name] ?? null, inner, tell, path) && isOrdered;
    path.pop();
  }
  return isOrdered;
}

type ObjectShape = Exclude<Shape, string | readonly [Shape]>;

const NAMES = new WeakMap<ObjectShape, readonly string[]>();

function namesOf(shape: ObjectShape): readonly string[] {
  const known = NAMES.get(shape) ?? Object.keys(shape);
  NAMES.set(shape, known);
  return known;
}

function isList(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
