import { createHash } from 'node:crypto';
import { readingLimit } from '../documents/read-document.ts';
import { readWhole } from '../resolve/find-index.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { readSignature } from './read-signature.ts';

/**
 * Whether a signature stands in a repository that is not one of the index that stands beside it. A resolver that insists on
 * a signature refuses the index then, until somebody signs anew.
 */
export async function isSignatureOutdated(root: string): Promise<boolean> {
  const reader = folderReader(root);
  const signature = await readSignature(reader);
  if (typeof signature === 'string') return signature !== 'absent';
  const { path, size, sha256 } = signature.value.index;
  const bytes = await readWhole(reader, path, readingLimit('index'));
  if (typeof bytes === 'string' || bytes.length !== size) return true;
  return createHash('sha256').update(bytes).digest('hex') !== sha256;
}
