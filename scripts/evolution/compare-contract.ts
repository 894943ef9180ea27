import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Schema, toSchema } from '../../conformance/recipes/schema-breaches.ts';
import { type Change, type ChangeKind, isForbidden } from './change.ts';
import { compareLayouts } from './compare-layouts.ts';
import { type CatalogueRule, compareRules } from './compare-rules.ts';
import { type ComparedSchema, compareSchemas } from './compare-schemas.ts';
import { compareDescriptions, compareLimits, compareOpenapi, type LimitRow } from './compare-tables.ts';
import { type ContractFiles, DIGESTS, readContractFiles, releasedVersions, toDigests } from './released.ts';
import { listProblems } from './released-list.ts';

/** A contract held against its last released copy. */
export interface ContractComparison {
  readonly contract: string;
  /** Absent where nothing was released yet: everything may still change. */
  readonly since?: string;
  readonly changes: readonly Change[];
  /** What is wrong with the released copies themselves. */
  readonly problems: readonly string[];
}

/** Compares the working files of `contracts/<contract>/v1` below the root with the last released ones. */
export function compareContract(root: string, contract: string): ContractComparison {
  const folder = join(root, 'contracts', contract, 'v1');
  const since = releasedVersions(folder).at(-1);
  const listed = listProblems(root, contract);
  if (since === undefined) return { contract, changes: [], problems: listed };
  const copies = releasedVersions(folder).flatMap((version) =>
    copyProblems(join(folder, 'released', version), version),
  );
  const problems = [...listed, ...copies];
  if (problems.length > 0) return { contract, since, changes: [], problems };
  const changes = compareFiles(readContractFiles(join(folder, 'released', since)), readContractFiles(folder));
  return { contract, since, changes, problems };
}

/** What changed between two sets of files of a contract. */
export function compareFiles(older: ContractFiles, newer: ContractFiles): readonly Change[] {
  const changes: Change[] = [];
  for (const path of new Set([...older.keys(), ...newer.keys()])) {
    const [before, after] = [older.get(path), newer.get(path)];
    if (path.startsWith('examples/')) {
      // An example shows; it does not ask for anything. What it shows is held against both schemas.
      const what =
        before === undefined ? 'a new example' : after === undefined ? 'the example is gone' : 'another example';
      if (before === undefined || after?.equals(before) !== true) {
        changes.push({ kind: 'editorial', file: path, where: '#', what });
      }
    } else if (before === undefined) changes.push({ kind: 'additive', file: path, where: '#', what: 'a new file' });
    else if (after === undefined) changes.push({ kind: 'breaking', file: path, where: '#', what: 'the file is gone' });
    else if (!before.equals(after)) {
      changes.push(...documentChanges(path, { bytes: before, files: older }, { bytes: after, files: newer }));
    }
  }
  return changes;
}

/** Whether the contract may be released as it stands. */
export function isCompatible({ changes, problems }: ContractComparison): boolean {
  return problems.length === 0 && !changes.some(isForbidden);
}

/** Number of changes of each kind. */
export function countKinds(changes: readonly Change[]): Readonly<Record<ChangeKind, number>> {
  const count = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length;
  return {
    additive: count('additive'),
    breaking: count('breaking'),
    editorial: count('editorial'),
    undecided: count('undecided'),
  };
}

interface Document {
  readonly bytes: Buffer;
  readonly files: ContractFiles;
}

function documentChanges(path: string, older: Document, newer: Document): readonly Change[] {
  if (path.startsWith('schemas/'))
    return compareSchemas(path, comparedSchema(path, older), comparedSchema(path, newer));
  const [before, after] = [older, newer].map(({ bytes }) => JSON.parse(bytes.toString()));
  const changes = tableChanges(path, before, after);
  if (changes === undefined) return [{ kind: 'undecided', file: path, where: '#', what: 'changed' }];
  const isBump = path === 'contract.json' && before.version !== after.version;
  if (changes.length > 0 || isBump) return changes;
  return [{ kind: 'editorial', file: path, where: '#', what: 'the same, written otherwise' }];
}

// What JSON.parse gave is of the shape that the lint of the contracts has checked.
function tableChanges(path: string, before: unknown, after: unknown): readonly Change[] | undefined {
  if (path === 'rules.json') return compareRules(rowsOf<CatalogueRule>(before), rowsOf<CatalogueRule>(after));
  if (path === 'limits.json') return compareLimits(rowsOf<LimitRow>(before), rowsOf<LimitRow>(after));
  if (path === 'layout.json') return compareLayouts(toSchema(before), toSchema(after));
  if (path === 'contract.json') return compareDescriptions(toSchema(before), toSchema(after));
  return path === 'openapi.json' ? compareOpenapi(before, after) : undefined;
}

function rowsOf<Row>(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value;
}

function comparedSchema(path: string, { bytes, files }: Document): ComparedSchema {
  const schema: Schema = JSON.parse(bytes.toString());
  const name = path.slice('schemas/'.length, -'.schema.json'.length);
  const examples = [...files]
    .filter(([file]) => file.startsWith(`examples/${name}.`))
    // The richest first: it has a place for nearly every constraint.
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([, text]): unknown => JSON.parse(text.toString()));
  return { schema, examples };
}

function copyProblems(folder: string, version: string): readonly string[] {
  const files = readContractFiles(folder);
  const problems: string[] = [];
  const listed = readFileSync(join(folder, DIGESTS), 'utf8');
  if (listed !== toDigests(files)) problems.push(`released/${version} is not what was released: see ${DIGESTS}`);
  const stated: unknown = JSON.parse(String(files.get('contract.json') ?? '{}')).version;
  if (stated !== version) problems.push(`released/${version} states the version ${stated}`);
  return problems;
}
