import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../archive/artifact.ts';
import { type ByteSource, openFileSource, readBytes } from '../archive/byte-source.ts';
import { ASSETS_PA_MAGIC } from '../generated/assets-pa-layout.ts';
import { glanceAtMember, glanceAtSchemaVersion } from './schema-version.ts';
import { glanceAtTar } from './tar-glance.ts';
import { glanceAtZip } from './zip-names.ts';

/** What the registry's recognisers may ask about an artifact. */
export interface ContentGlance {
  readonly kind: 'bytes' | 'folder';
  /** Whether an archive's directory or a folder holds the file. */
  hasFile(path: string): boolean;
  readonly isZip: boolean;
  /** Whether it begins with the header of a tar, alone or in an envelope of gzip or zstd. */
  readonly isTar: boolean;
  /** Whether it begins with the magic of an asset pack. */
  readonly isPack: boolean;
  /**
   * `schema_version` of a JSON document: of the artifact itself, or of a folder's file at the path. Undefined where it
   * does not stand among the first bytes, and for a file that is none or cannot be read.
   */
  schemaVersion(path?: string): string | undefined;
  /** `magic` of a JSON document that a folder holds at the path; undefined as for `schemaVersion`. */
  magicIn(path: string): string | undefined;
  /** What the first characters of a text look like; undefined for what is no text. */
  readonly syntax: 'json' | 'yaml' | undefined;
}

const HEAD = 4096;
const PACK_MAGIC = Buffer.from(ASSETS_PA_MAGIC, 'hex');

/** Takes the one look at an artifact that recognition is decided by: a few small reads, whatever the size. */
export function glanceAt(artifact: Artifact): ContentGlance {
  if (artifact.kind === 'folder') {
    return {
      kind: 'folder',
      hasFile: (path) => existsSync(join(artifact.path, path)),
      schemaVersion: (path) =>
        path === undefined ? undefined : memberInFile(join(artifact.path, path), 'schema_version'),
      magicIn: (path) => memberInFile(join(artifact.path, path), 'magic'),
      isZip: false,
      isTar: false,
      isPack: false,
      syntax: undefined,
    };
  }
  const zip = glanceAtZip(artifact.source);
  const isTar = glanceAtTar(artifact.source);
  const head = headOf(artifact.source);
  const isPack = PACK_MAGIC.equals(head.subarray(0, PACK_MAGIC.length));
  const syntax = syntaxOf(head);
  return {
    kind: 'bytes',
    hasFile: (path) => zip.hasName(path),
    schemaVersion: (path) => (path === undefined && syntax === 'json' ? glanceAtSchemaVersion(head) : undefined),
    magicIn: () => undefined,
    // A tar may have a zip among its last members, and a pack among its last assets.
    isZip: zip.isZip && (!(isTar || isPack) || zip.fillsFile),
    isTar,
    isPack,
    syntax,
  };
}

function headOf(source: ByteSource): Uint8Array {
  return readBytes(source, 0, Math.min(HEAD, source.size));
}

// What cannot be read is not recognised here; whoever judges the folder says why.
function memberInFile(path: string, member: string): string | undefined {
  try {
    if (!lstatSync(path).isFile()) return undefined;
    const source = openFileSource(path);
    try {
      return glanceAtMember(headOf(source), member);
    } finally {
      source.close();
    }
  } catch {
    return undefined;
  }
}

/** Guesses the syntax of a text by its first line of content; a document without any sign of one is neither. */
function syntaxOf(head: Uint8Array): 'json' | 'yaml' | undefined {
  if (head.includes(0)) return undefined;
  // The last character may be cut in two, so this decoder replaces instead of refusing.
  const text = new TextDecoder().decode(head);
  const first = text.split(/\r\n?|\n/u).find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  if (first === undefined) return undefined;
  if (/^\s*[[{]/u.test(first)) return 'json';
  const isYaml = /^(?:%YAML|---(?:\s|$)|- |\s*(?:"[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s|$))/u.test(first);
  return isYaml ? 'yaml' : undefined;
}
