import { join } from 'node:path';
import { openFileSource, readBytes } from '../../archive/byte-source.ts';
import { kindOf, lookAt } from '../../archive/look-up.ts';
import { parseStrictJson } from '../../document/json/index.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import { checkSchema } from '../../document/schema-findings.ts';
import type { SchemaValidator } from '../../document/schema-validator.ts';
import type { RuleId } from '../../generated/catalogue.ts';
import { LIMITS } from '../../generated/limits.ts';
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
 * Reads a document of the project at a path from it, which is that of its findings too. `admit` is asked last, by the
 * size, whether it is to be read, and says itself why not. Throws ContractsError `io` where the system refuses.
 */
export function readWorkspaceDocument<T>(
  project: string,
  path: string,
  kind: DocumentKind<T>,
  collector: FindingCollector,
  admit: (size: number) => boolean = () => true,
): WorkspaceDocument<T> {
  const absolute = join(project, path);
  const status = lookAt(absolute);
  if (status === undefined) return { state: 'missing' };
  const refused = { state: 'refused' } as const;
  if (!status.isFile()) {
    collector.add('assets-pa/workspace-special-file', { member: path }, { kind: kindOf(status) });
    return refused;
  }
  const source = openFileSource(absolute);
  try {
    // As it is now that it is open: what is bounded is what is read, whatever the file becomes.
    const { size } = source;
    const limit = LIMITS['json.size'].value;
    if (size > limit) {
      collector.add('json/too-large', { member: path }, { size, limit });
      return refused;
    }
    if (!admit(size)) return refused;
    return parseWorkspaceDocument(readBytes(source, 0, size), path, kind, collector);
  } finally {
    source.close();
  }
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
