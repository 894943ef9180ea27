import type { Artifact } from '../../archive/artifact.ts';
import { openFileSource } from '../../archive/byte-source.ts';
import { estimateMembers } from '../../recognition/many-members.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { Edge } from '../edge.ts';
import type { Target } from './find-targets.ts';

/** Opens a target, hands the artifact over, and closes it, whatever happens. */
export async function withArtifact<T>(target: Target, edge: Edge, use: (artifact: Artifact) => Promise<T>): Promise<T> {
  if (target.kind === 'folder') return use({ kind: 'folder', name: target.name, path: target.path });
  if (target.kind === 'unreadable') throw new ContractsError('io', target.problem ?? 'cannot be read');
  const source =
    target.kind === 'stdin'
      ? await (await import('./spool-stdin.ts')).spoolStdin(edge.stdin)
      : openFileSource(target.path);
  try {
    const members = estimateMembers(source);
    if (members === 'very-many') await edge.beforeManyMembers?.();
    if (members === 'ordinary') await edge.beforeOrdinaryMembers?.();
    return await use({ kind: 'bytes', name: target.name, source });
  } finally {
    source.close();
  }
}
