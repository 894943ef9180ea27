import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareContract } from './evolution/compare-contract.ts';
import { contractOrder } from './generate/catalogue.ts';

// `release-tag vX.Y.Z`: whether that is the version of this tree, and whether its contracts are as they were released.
const root = join(import.meta.dirname, '..');
const [tag = ''] = process.argv.slice(2);
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const problems = tag === `v${version}` ? [] : [`the tag ${JSON.stringify(tag)} is not v${version}`];
for (const contract of contractOrder(root)) {
  const { since, changes, problems: damages } = compareContract(root, contract);
  problems.push(...damages.map((damage) => `${contract}: ${damage}`));
  if (since === undefined) problems.push(`${contract} was never released`);
  else if (changes.length > 0) problems.push(`${contract} differs from its released copy ${since}`);
}
for (const problem of problems) console.error(`release-tag: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
