import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageOf, zipOf } from '../../recognition/sample-artifacts.test-fixture.ts';
import { makeFolder } from '../cli-run.test-fixture.ts';

/** What stands in `b.anpkg` and must not be seen. */
export const SECRET = 'q7w8e9r0t1';

/** Makes a folder with something for every command that takes an artifact: packages, archives, documents, bytes. */
export function makeCommandFiles(): string {
  const broken = Buffer.from(zipOf({ 'a.txt': 'content' }));
  broken[broken.indexOf('content')] = 0x58;
  const folder = makeFolder({
    'a.anpkg': packageOf(),
    'b.anpkg': packageOf({ 'providers/sim0.yaml': `devices: []\nlimit: 4\napi_token: ${SECRET}\n` }),
    'docs.zip': zipOf({ 'a.txt': 'one', 'dir/b.txt': 'two', 'dir/sub/c.txt': 'three' }),
    'broken.zip': broken,
    'a.json': '{"x": [1, 2], "y": null}',
    'b.json': '{"x": [1, 3, 4], "z": "new"}',
    'bad.json': '{"a":1,"a":2}',
    'a.yaml': 'x: 1\n',
    'a.bin': Buffer.from([0, 1, 2, 3]),
    'b.bin': Buffer.from([0, 1, 9, 3, 4]),
    full: null,
    project: null,
  });
  writeFileSync(join(folder, 'full/file'), '');
  return folder;
}
