import type { StoredVector } from '../read-vectors.ts';
import type { Vector } from '../vector.ts';
import { GOLDEN_KIND } from './golden-kind.ts';
import { LIMIT_KIND } from './limit-kind.ts';
import { RELATION_KIND } from './relation-kind.ts';
import { RESOLVE_KIND } from './resolve-kind.ts';
import type { BoundKind, VectorKind } from './vector-kind.ts';
import { VERDICT_KIND } from './verdict-kind.ts';

/** How the vector is asked and judged, by its kind; undefined for a kind that this suite cannot run. */
export function kindOf({ vector, folder }: StoredVector): BoundKind | undefined {
  switch (vector.kind) {
    case 'accept':
    case 'reject':
      return bind(VERDICT_KIND, { vector, folder });
    case 'golden':
      return bind(GOLDEN_KIND, { vector, folder });
    case 'resolve':
      return bind(RESOLVE_KIND, { vector, folder });
    case 'limit':
      return bind(LIMIT_KIND, { vector, folder });
    case 'relation':
      return bind(RELATION_KIND, { vector, folder });
    default:
      return undefined;
  }
}

function bind<V extends Vector>(kind: VectorKind<V>, stored: StoredVector<V>): BoundKind {
  return {
    questions: (paths) => kind.questions(stored, paths),
    examine: (context) => kind.examine(stored, context),
  };
}
