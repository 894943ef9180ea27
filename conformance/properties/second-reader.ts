import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { compareCodePoints } from '../../reference/report/code-point-order.ts';
import type { ObservedMember } from '../../reference/report/observation.ts';

/** What yauzl understands of an archive, in the shape and the order of an observation. */
export async function observeWithYauzl(bytes: Uint8Array): Promise<readonly ObservedMember[]> {
  const archive = await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true });
  const members: ObservedMember[] = [];
  for await (const entry of archive.eachEntry()) {
    const { fileName } = entry;
    if (fileName.endsWith('/')) {
      members.push({ path: fileName.slice(0, -1), type: 'directory', size: 0 });
      continue;
    }
    const data = await buffer(await archive.openReadStreamPromise(entry));
    const sha256 = createHash('sha256').update(data).digest('hex');
    members.push({ path: fileName, type: 'file', size: data.length, sha256 });
  }
  return members.sort((a, b) => compareCodePoints(a.path, b.path));
}
