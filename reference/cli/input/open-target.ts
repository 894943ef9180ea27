import type { Artifact } from '../../archive/artifact.ts';
import { openFileSource } from '../../archive/byte-source.ts';
import { declaredMembers } from '../../recognition/zip-names.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { Edge } from '../edge.ts';
import type { Target } from './find-targets.ts';

/** From here on members take more memory than everything else. */
const MANY_MEMBERS = 10_000;

/** Opens a target, hands the artifact over, and closes it, whatever happens. */
export async function withArtifact<T>(target: Target, edge: Edge, use: (artifact: Artifact) => Promise<T>): Promise<T> {
  if (target.kind === 'folder') return use({ kind: 'folder', name: target.name, path: target.path });
  if (target.kind === 'unreadable') throw new ContractsError('io', target.problem ?? 'cannot be read');
  const source =
    target.kind === 'stdin'
      ? await (await import('./spool-stdin.ts')).spoolStdin(edge.stdin)
      : openFileSource(target.path);
  try {
    if (declaredMembers(source) > MANY_MEMBERS) await edge.beforeManyMembers?.();
    return await use({ kind: 'bytes', name: target.name, source });
  } finally {
    source.close();
  }
}
