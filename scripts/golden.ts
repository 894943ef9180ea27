import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExpectedFiles, writeExpectedFiles } from './golden/expected-files.ts';
import { explainFiles } from './golden/explain-files.ts';
import {
  GOLDEN_FOLDER,
  type GoldenCase,
  isOfOwnExecutable,
  readExpected,
  readGoldenCases,
} from './golden/golden-case.ts';
import { MANIFEST, writeManifest } from './golden/manifest.ts';
import { executableFacts, ownExecutable } from './golden/own-executable.ts';
import { takeFactsOut } from './golden/placeholders.ts';
import { changedSince, uncommittedGoldens } from './golden/possible-causes.ts';
import { type Rebuilt, rebuildIndependently, rebuildWithReference } from './golden/rebuild-golden.ts';

// `golden check` rebuilds every golden with the reference and compares; `golden regenerate` rewrites what is stale.
process.stdout.on('error', () => process.exit());
const [command = 'check'] = process.argv.slice(2);
if (command === 'check') process.exitCode = (await check()) ? 0 : 1;
else if (command === 'regenerate') process.exitCode = await regenerate();
else {
  console.error(`golden: there is no command ${command}; known are check and regenerate`);
  process.exitCode = 2;
}

async function check(): Promise<boolean> {
  let holds = true;
  for (const golden of readGoldenCases()) {
    const differences = await explain(golden, await rebuildWithReference(golden));
    print(golden.id, differences.length === 0 ? 'holds' : 'DIFFERS', differences);
    holds &&= differences.length === 0;
  }
  const isListed = readFileSync(join(GOLDEN_FOLDER, MANIFEST), 'utf8') === writeManifest(GOLDEN_FOLDER);
  print(MANIFEST, isListed ? 'holds' : 'STALE', []);
  if (!holds || !isListed) console.log('where that is meant, npm run golden -- regenerate writes it anew');
  return holds && isListed;
}

/** Writes what the independent builder makes, where the reference makes the same; two that disagree change nothing. */
async function regenerate(): Promise<number> {
  const uncommitted = uncommittedGoldens();
  if (uncommitted.length > 0) {
    console.error(`golden: commit or undo these changes first:\n${uncommitted.map((path) => `  ${path}`).join('\n')}`);
    return 2;
  }
  let agree = true;
  const rewritten: string[] = [];
  for (const golden of readGoldenCases()) {
    const expected = await rebuildIndependently(golden);
    const why = expected.built ? await disagreement(expected.files, await rebuildWithReference(golden)) : expected.why;
    if (!expected.built || why.length > 0) {
      agree = false;
      print(golden.id, 'NOT REWRITTEN: the two builders disagree', why);
      continue;
    }
    const differences = await explain(golden, expected);
    if (differences.length === 0) continue;
    writeExpectedFiles(golden.folder, toCommitted(golden, expected.files));
    rewritten.push(golden.id);
    print(golden.id, 'rewritten', differences);
  }
  writeFileSync(join(GOLDEN_FOLDER, MANIFEST), writeManifest(GOLDEN_FOLDER));
  if (rewritten.length > 0) print('changed since the goldens were last committed', '', changedSince());
  else if (agree) console.log('nothing to rewrite');
  return agree ? 0 : 1;
}

function toCommitted(golden: GoldenCase, files: ExpectedFiles): ExpectedFiles {
  return isOfOwnExecutable(golden) ? takeFactsOut(files, executableFacts(ownExecutable())) : files;
}

async function explain(golden: GoldenCase, rebuilt: Rebuilt): Promise<readonly string[]> {
  return rebuilt.built ? explainFiles(readExpected(golden), rebuilt.files) : rebuilt.why;
}

async function disagreement(expected: ExpectedFiles, reference: Rebuilt): Promise<readonly string[]> {
  return reference.built ? explainFiles(expected, reference.files) : reference.why;
}

function print(id: string, outcome: string, lines: readonly string[]): void {
  console.log(`${outcome.padEnd(8)} ${id}`.trim());
  for (const line of lines) console.log(`           ${line}`);
}
