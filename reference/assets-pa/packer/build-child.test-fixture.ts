import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// A process of its own that builds the project of its argument, in surroundings that the environment describes.
if (process.env.TEST_UMASK !== undefined) process.umask(Number.parseInt(process.env.TEST_UMASK, 8));
if (process.env.TEST_REVERSE !== undefined) {
  const list = fs.readdirSync;
  fs.readdirSync = ((...parameters: Parameters<typeof list>) => list(...parameters).reverse()) as typeof list;
  syncBuiltinESMExports();
}
const { buildPack } = await import('./build-pack.ts');
const result = await buildPack({
  project: process.argv[2] ?? '',
  draw: (bytes) => randomBytes(bytes).toString('hex'),
  patience: 30_000,
});
process.stdout.write(`${result.outcome}\n`);
