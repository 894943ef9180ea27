import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclarativeAdapter } from '../../reference/generated/types/interfaces-declarative-adapter.ts';
import { parseDeclarativeAdapter } from '../suite/protocol/declarative-adapter.ts';
import { MATRIX_TABLES } from './matrix-tables.ts';

/** A program in use and how it is called. */
export interface Reader {
  /** Name of its folder in `conformance/adapters/readers`. */
  readonly name: string;
  /** That folder. */
  readonly folder: string;
  readonly adapter: DeclarativeAdapter;
  /** Names of the tables in which it stands: those that its `tables.json` lists, or all of its contracts. */
  readonly tables: readonly string[];
  /** SHA-256 of the list that `sha256sum` prints for the files of the folder, and those elsewhere that it names. */
  readonly digest: string;
}

const READERS = 'conformance/adapters/readers';

/** All readers, by name. */
export function findReaders(root: string): readonly Reader[] {
  return readdirSync(join(root, READERS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => toReader(root, name));
}

function toReader(root: string, name: string): Reader {
  const folder = `${READERS}/${name}`;
  const adapter = parseDeclarativeAdapter(readFileSync(join(root, folder, 'adapter.json'), 'utf8'));
  const words = Object.values(adapter.contracts).flatMap(({ argv = [], resolve }) => [
    ...argv,
    ...(resolve?.argv ?? []),
  ]);
  const own = readdirSync(join(root, folder)).map((file) => `${folder}/${file}`);
  const files = [...new Set([...own, ...words.filter((word) => word.startsWith(READERS))])].sort();
  const lines = files.map((file) => `${sha256(readFileSync(join(root, file)))}  ${file}\n`);
  const tables = tablesOf(join(root, folder), adapter);
  return { name, folder: join(root, folder), adapter, tables, digest: sha256(lines.join('')) };
}

function tablesOf(folder: string, { contracts }: DeclarativeAdapter): readonly string[] {
  const known = MATRIX_TABLES.filter(({ contract }) => Object.hasOwn(contracts, contract)).map(({ name }) => name);
  const path = join(folder, 'tables.json');
  if (!existsSync(path)) return known;
  const listed: readonly string[] = JSON.parse(readFileSync(path, 'utf8'));
  const unknown = listed.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${path} lists a table that is not of its contracts: ${unknown}`);
  return listed;
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
