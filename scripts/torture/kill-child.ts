import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPack } from '../../reference/assets-pa/packer/index.ts';

// Changes an input to and fro and builds each time, until somebody kills it.
const [project = '', seed = ''] = process.argv.slice(2);
const input = join(project, 'assets/r7/a.raw');
let drawn = 0;
process.stdout.write('ready\n');
for (let turn = Number(seed); ; turn += 1) {
  writeFileSync(`${input}.next`, `variant ${turn % 2}`);
  renameSync(`${input}.next`, input);
  const result = await buildPack({
    project,
    draw(bytes) {
      drawn += 1;
      return `${process.pid}${drawn}`.padStart(2 * bytes, '0');
    },
    patience: 10_000,
  });
  if (result.outcome !== 'success') process.stdout.write(`${JSON.stringify(result)}\n`);
}
