// Reads every member of a zip with yauzl: CRC-32, which yauzl leaves to its caller, and SHA-256.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { openPromise } from 'yauzl';

const archive = await openPromise(process.argv[2], { strictFileNames: true });
for await (const entry of archive.eachEntry()) {
  let sum = 0;
  const hash = createHash('sha256');
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    sum = crc32(chunk, sum);
    hash.update(chunk);
  }
  if (sum !== entry.crc32) throw new Error(`CRC-32 of ${entry.fileName}`);
  hash.digest('hex');
}
