import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../usage-error.ts';
import { readSmallFile } from './read-small-file.ts';

const MOST_BYTES = 1_048_576;
const CARGO_VERSION = /^\[(?:workspace\.)?package\][ \t]*(?:#.*)?\r?$(?:(?!^\[)[\s\S])*?^version\s*=\s*"([^"]*)"/mu;

/** The version that the sources state: that of Cargo.toml, or of package.json where there is none; undefined without one. */
export function sourceVersion(root: string): string | undefined {
  if (isFile(join(root, 'Cargo.toml'))) {
    return CARGO_VERSION.exec(readSmallFile('Cargo.toml', root, MOST_BYTES).toString('utf8'))?.[1];
  }
  if (!isFile(join(root, 'package.json'))) return undefined;
  const value = parseManifest(readSmallFile('package.json', root, MOST_BYTES).toString('utf8'));
  const isStated = typeof value === 'object' && value !== null && 'version' in value;
  return isStated && typeof value.version === 'string' ? value.version : undefined;
}

function parseManifest(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError('package.json is no JSON: use --artifact-version');
  }
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
