import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CoChangeBreach, coChangeBreaches, deadPatterns, readCoChangeSets } from './evolution/co-change.ts';
import { alteredPaths, changedPaths, commitOf, textAt, workingPaths } from './evolution/git-paths.ts';
import { matchesPattern } from './evolution/path-pattern.ts';
import { listLines, RELEASED_LIST } from './evolution/released-list.ts';
import { contractOrder } from './generate/catalogue.ts';

// `co-change REVISION`: whether what changed since then changed with what belongs to it. Without one: whether every
// pattern of the sets leads to a file. `--root` is for trying it out elsewhere.
const parameters = process.argv.slice(2);
const root = parameters[0] === '--root' ? (parameters.splice(0, 2)[1] ?? '') : join(import.meta.dirname, '..');
const [revision] = parameters;
const sets = readCoChangeSets(root, contractOrder(root));
if (revision === undefined) {
  const dead = deadPatterns(sets, workingPaths(root));
  for (const problem of dead) console.log(problem);
  console.log(`${sets.length} sets, ${dead.length} patterns without a file`);
  if (dead.length > 0) process.exitCode = 1;
} else {
  const commit = commitOf(root, revision);
  if (commit === undefined) {
    console.error(`validate-contracts: there is no revision ${JSON.stringify(revision)}`);
    process.exitCode = 2;
  } else {
    const paths = changedPaths(root, commit);
    const breaches = coChangeBreaches(sets, paths);
    // Its digests say whether a copy is damaged; only the history says whether it was replaced.
    const altered = alteredPaths(root, commit).filter((path) => matchesPattern(path, 'contracts/*/*/released/**'));
    for (const breach of breaches) console.log(describe(breach));
    for (const path of altered) console.log(`${path}: what was released stays as it is`);
    const now = existsSync(join(root, RELEASED_LIST)) ? listLines(readFileSync(join(root, RELEASED_LIST), 'utf8')) : [];
    const unlisted = listLines(textAt(root, commit, RELEASED_LIST)).filter((line) => !now.includes(line));
    for (const line of unlisted) console.log(`${RELEASED_LIST}: gone is ${line}`);
    console.log(`${paths.length} changed paths, ${sets.length} sets, ${breaches.length} broken`);
    if (breaches.length + altered.length + unlisted.length > 0) process.exitCode = 1;
  }
}

function describe({ set, changed, missing }: CoChangeBreach): string {
  return [
    `${set.contract}: ${set.reason}`,
    ...changed.map((path) => `  changed  ${path}`),
    ...missing.map((group) => `  missing  ${group}: a change of ${set.then[group]?.join(' or ')}`),
  ].join('\n');
}
