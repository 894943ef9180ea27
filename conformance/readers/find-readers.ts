import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclarativeAdapter } from '../../reference/generated/types/interfaces-declarative-adapter.ts';
import { parseDeclarativeAdapter } from '../suite/protocol/declarative-adapter.ts';

/** A program in use and how it is called. */
export interface Reader {
  /** Name of its folder in `conformance/adapters/readers`. */
  readonly name: string;
  /** That folder. */
  readonly folder: string;
  readonly adapter: DeclarativeAdapter;
  /** SHA-256 of the list that `sha256sum` prints for the files of the folder. */
  readonly digest: string;
}

/** All readers, by name. */
export function findReaders(root: string): readonly Reader[] {
  const all = join(root, 'conformance/adapters/readers');
  return readdirSync(all, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => toReader(name, join(all, name)));
}

function toReader(name: string, folder: string): Reader {
  const lines = readdirSync(folder)
    .sort()
    .map((file) => `${sha256(readFileSync(join(folder, file)))}  ${file}\n`);
  const adapter = parseDeclarativeAdapter(readFileSync(join(folder, 'adapter.json'), 'utf8'));
  return { name, folder, adapter, digest: sha256(lines.join('')) };
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
