import { join } from 'node:path';
import { toChangeTable } from './evolution/change-table.ts';
import { compareContract, isCompatible } from './evolution/compare-contract.ts';
import { contractOrder } from './generate/catalogue.ts';

// Holds every contract, or the named ones, against its last released copy. Exit code 1: it could not be released.
const root = join(import.meta.dirname, '..');
const names = process.argv.slice(2);
const known = contractOrder(root);
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`evolution: there is no contract ${unknown.join(', ')}`);
  process.exitCode = 2;
} else {
  const comparisons = (names.length > 0 ? names : known).map((name) => compareContract(root, name));
  console.log(toChangeTable(comparisons));
  if (!comparisons.every(isCompatible)) process.exitCode = 1;
}
