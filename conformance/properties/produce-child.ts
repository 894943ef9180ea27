import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { produceAnpkgFile } from '../../reference/anpkg/produce-to-file.ts';

// Produces the package of each project, under the umask of the first argument, and prints their digests as JSON.
const [umask = '022', out = '', ...projects] = process.argv.slice(2);
process.umask(Number.parseInt(umask, 8));
mkdirSync(out, { recursive: true });
const digests: string[] = [];
process.stdout.write('ready\n');
for (const [index, project] of projects.entries()) {
  const target = join(out, `${index}.anpkg`);
  const result = await produceAnpkgFile({ project, out: target });
  const outcome = result.produced
    ? createHash('sha256').update(readFileSync(target)).digest('hex')
    : JSON.stringify(result.findings);
  digests.push(outcome);
}
process.stdout.write(`${JSON.stringify(digests)}\n`);
