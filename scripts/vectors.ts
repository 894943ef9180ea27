import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRules } from '../conformance/suite/rule-facts.ts';
import { allRecipes } from './vectors/all-recipes.ts';
import { buildVectors } from './vectors/build-vectors.ts';
import { readLedger, toLedgerText } from './vectors/ledger.ts';
import { lintRecipes } from './vectors/lint-recipes.ts';
import { toTable } from './vectors/table.ts';
import { findChanges, makeChanges } from './vectors/vector-folder.ts';

// Builds conformance/vectors from the recipes. --check: says what is stale and exits 1; --table: prints figures.
const root = join(import.meta.dirname, '..');
const conformance = join(root, 'conformance');
const ledgerPath = join(conformance, 'recipes', 'ledger.json');
const rules = readRules(root);
const recipes = allRecipes;

const problems = lintRecipes(recipes, rules);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

const built = buildVectors(recipes, existsSync(ledgerPath) ? readLedger(ledgerPath) : {});
const ledgerText = toLedgerText(built.ledger);
const changes = findChanges(conformance, 'vectors', built.files);
const ledgerChanged = !existsSync(ledgerPath) || readFileSync(ledgerPath, 'utf8') !== ledgerText;

if (process.argv.includes('--table')) console.log(toTable(root, rules, built.vectors));
else if (process.argv.includes('--check')) {
  for (const { path, change } of changes) console.error(`${change === 'write' ? 'stale' : 'left over'}: ${path}`);
  if (ledgerChanged) console.error('stale: recipes/ledger.json');
  if (changes.length > 0 || ledgerChanged) {
    console.error('npm run vectors writes them anew');
    process.exitCode = 1;
  } else console.log(`${built.vectors.length} vectors are as the recipes make them`);
} else {
  makeChanges(conformance, changes, built.files);
  if (ledgerChanged) writeFileSync(ledgerPath, ledgerText);
  const bytes = [...built.files.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(`${built.vectors.length} vectors, ${built.files.size} files, ${bytes} bytes; ${changes.length} changed`);
}
