import { kindOf } from '../kinds/kinds.ts';
import type { AdapterSession } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Level } from '../report/certification-report.ts';
import type { Verdict } from '../verdict.ts';
import type { CaseFolder } from './case-folder.ts';

/** What became of a vector: asked as its kind asks, and whether anything was written where nothing may be. */
export async function examineCase(
  stored: StoredVector,
  { session, folder, level }: { session: AdapterSession; folder: CaseFolder; level: Level },
): Promise<Verdict> {
  const kind = kindOf(stored);
  if (kind === undefined)
    return { outcome: 'not-run', detail: `this suite has no vectors of the kind ${stored.vector.kind}` };
  folder.stage(stored);
  const verdict = await kind.examine({ session, folder, level });
  const detail = folder.sideEffect();
  return detail === undefined ? verdict : { outcome: 'side-effect', detail };
}
