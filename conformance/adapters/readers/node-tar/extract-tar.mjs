// Unpacks with node-tar, as npm brings it along, into a folder that goes away again. 0: unpacked; 10: refused; anything
// else: it failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const npm = createRequire(join(dirname(process.execPath), '../lib/node_modules/npm/package.json'));
if (process.argv[2] === '--version') {
  console.log(`node-tar ${npm('tar/package.json').version}`);
  process.exit();
}
const folder = mkdtempSync(join(tmpdir(), 'node-tar-'));
try {
  await npm('tar').extract({ file: process.argv[2], cwd: folder, strict: process.argv[3] === 'strict' });
} catch {
  process.exitCode = 10;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
