// Reads the content with zlib's gunzip. 0: read; 10: refused; anything else: it failed.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

createReadStream(process.argv[2])
  .pipe(createGunzip())
  .on('error', () => process.exit(10))
  .resume();
