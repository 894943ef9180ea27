import { type BigIntStats, lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { openFileSource, readBytes } from '../../archive/byte-source.ts';
import { parseStrictJson } from '../../document/json/index.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import { checkSchema } from '../../document/schema-findings.ts';
import type { SchemaValidator } from '../../document/schema-validator.ts';
import type { RuleId } from '../../generated/catalogue.ts';
import { LIMITS } from '../../generated/limits.ts';
import { systemCode } from '../../report/attempt.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';

/** A document of a workspace: absent, refused (the findings say why), or read and valid against its schema. */
export type WorkspaceDocument<T> =
  | { readonly state: 'missing' }
  | { readonly state: 'refused' }
  | { readonly state: 'read'; readonly document: ParsedDocument; readonly value: T; readonly bytes: Uint8Array };

/** How a document is judged by itself. */
export interface DocumentKind<T> {
  readonly validator: SchemaValidator;
  readonly rule: RuleId;
  /** Narrows a value that the schema has accepted. */
  readonly isOne: (value: unknown) => value is T;
}

/**
 * Reads a document of the project at a path from it, which is that of its findings too. Throws ContractsError `io`
 * where the system refuses.
 */
export function readWorkspaceDocument<T>(
  project: string,
  path: string,
  kind: DocumentKind<T>,
  collector: FindingCollector,
): WorkspaceDocument<T> {
  const absolute = join(project, path);
  const status = lookAt(absolute);
  if (status === undefined) return { state: 'missing' };
  const refused = { state: 'refused' } as const;
  if (!status.isFile()) {
    collector.add('assets-pa/workspace-special-file', { member: path }, { kind: kindOf(status) });
    return refused;
  }
  const limit = LIMITS['json.size'].value;
  if (status.size > limit) {
    collector.add('json/too-large', { member: path }, { size: status.size, limit });
    return refused;
  }
  return parseWorkspaceDocument(readAll(absolute), path, kind, collector);
}

/** Judges the bytes of a document, that stand at a path of the project or are to stand there. */
export function parseWorkspaceDocument<T>(
  bytes: Uint8Array,
  path: string,
  kind: DocumentKind<T>,
  collector: FindingCollector,
): Exclude<WorkspaceDocument<T>, { readonly state: 'missing' }> {
  const document = parseStrictJson(bytes, collector, path);
  if (document === undefined) return { state: 'refused' };
  checkSchema(document, kind.validator, kind.rule, collector, path);
  return kind.isOne(document.value) ? { state: 'read', document, value: document.value, bytes } : { state: 'refused' };
}

/** What stands at a path, links not followed; undefined where nothing does. Throws ContractsError `io`. */
export function lookAt(absolute: string): Stats | undefined {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false });
  } catch (cause) {
    const reason = systemCode(cause);
    if (reason === 'ENOTDIR' || reason === 'ELOOP' || reason === 'ENAMETOOLONG') return undefined;
    throw new ContractsError('io', `cannot look up ${absolute}: ${reason}`, { cause });
  }
}

/** What something is that is no regular file, in words. */
export function kindOf(status: Stats | BigIntStats): string {
  if (status.isDirectory()) return 'a folder';
  if (status.isSymbolicLink()) return 'a symbolic link';
  if (status.isFIFO()) return 'a named pipe';
  if (status.isSocket()) return 'a socket';
  return status.isFile() ? 'a file' : 'a device';
}

function readAll(absolute: string): Uint8Array {
  const source = openFileSource(absolute);
  try {
    return readBytes(source, 0, source.size);
  } finally {
    source.close();
  }
}
