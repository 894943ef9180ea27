import { kindOf } from '../kinds/kinds.ts';
import type { CaseContext } from '../kinds/vector-kind.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Verdict } from '../verdict.ts';

/** What became of a vector: asked as its kind asks, and whether anything was written where nothing may be. */
export async function examineCase(stored: StoredVector, context: CaseContext): Promise<Verdict> {
  const kind = kindOf(stored);
  if (kind === undefined)
    return { outcome: 'not-run', detail: `this suite has no vectors of the kind ${stored.vector.kind}` };
  const { folder } = context;
  try {
    folder.stage(stored);
    const verdict = await kind.examine(context);
    const detail = folder.sideEffect();
    return detail === undefined ? verdict : { outcome: 'side-effect', detail };
  } catch (error) {
    const obstacle = folder.clearObstacle(error);
    if (obstacle === undefined) throw error;
    return { outcome: obstacle.isOutput ? 'bytes-differ' : 'side-effect', detail: obstacle.detail };
  }
}
