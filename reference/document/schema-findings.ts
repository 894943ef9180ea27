import { createHash } from 'node:crypto';
import type { RuleId } from '../generated/catalogue.ts';
import type { Details } from '../report/finding.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import { joinPointer, type ParsedDocument } from './parsed-document.ts';
import { problemOfSchemaError } from './schema-problem.ts';
import type { SchemaError, SchemaValidator } from './schema-validator.ts';

// One more than a report holds: its collector drops that one, and so the report says that there are more.
const MOST_BREACHES = 1001;
// Characters (UTF-16) of their places together, sixteen times what a report holds. A validator's own places share the
// names above them; each that is looked at becomes a text of its own.
const MOST_PLACES_LENGTH = 16_777_216;
// These say only that a schema within them failed, and that schema's own errors stand beside them.
const WRAPPERS = new Set(['if', 'allOf', 'propertyNames']);
const FALSE_SCHEMA = '/false schema';

/**
 * Judges a document by a compiled schema: one finding of `rule` for each broken constraint, as many as the collector
 * keeps. Details name the constraint (`keyword`, `schemaPointer`, `problem`) and never a value of the document.
 */
export function checkSchema(
  document: ParsedDocument,
  validator: SchemaValidator,
  rule: RuleId,
  collector: FindingCollector,
  member?: string,
): void {
  if (!collector.isInForce(rule) || validator(document.value)) return;
  for (const { pointer, isKey, error } of schemaBreaches(validator)) {
    const position = isKey ? document.locateKey(pointer) : document.locate(pointer);
    collector.add(rule, { ...(member === undefined ? {} : { member }), pointer, ...position }, detailsOf(error));
  }
}

/** A broken constraint, and where: at a value, or at the name of a member. */
export interface SchemaBreach {
  readonly pointer: string;
  readonly isKey: boolean;
  readonly error: SchemaError;
}

/** The constraints that the value broke that a validator has just refused, each once, and no more than a report needs. */
export function schemaBreaches({ errors }: SchemaValidator): readonly SchemaBreach[] {
  const breaches = new Map<string, SchemaBreach>();
  let length = 0;
  for (const error of errors ?? []) {
    if (WRAPPERS.has(error.keyword)) continue;
    if (breaches.size === MOST_BREACHES || length > MOST_PLACES_LENGTH) break;
    length += error.instancePath.length;
    const key = digestOf([error.instancePath, error.schemaPath, error.propertyName, error.params]);
    if (!breaches.has(key)) breaches.set(key, { ...placeOf(error), error });
  }
  return [...breaches.values()];
}

// A map tells long texts of one length apart by comparing each with each: V8 hashes no text of more than 16 KiB.
function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** An unknown member, or one whose name is wrong, is meant itself; else the value that the error names. */
function placeOf(error: SchemaError): { readonly pointer: string; readonly isKey: boolean } {
  const { additionalProperty, unevaluatedProperty } = error.params;
  const name = error.propertyName ?? additionalProperty ?? unevaluatedProperty;
  return typeof name === 'string'
    ? { pointer: joinPointer(error.instancePath, name), isKey: true }
    : { pointer: error.instancePath, isKey: false };
}

function detailsOf(error: SchemaError): Details {
  const { missingProperty } = error.params;
  return {
    keyword: error.keyword,
    schemaPointer: toSchemaPointer(error.schemaPath),
    ...(typeof missingProperty === 'string' ? { property: missingProperty } : {}),
    problem: problemOfSchemaError(error),
  };
}

/** `#` and the JSON pointer of the constraint in its schema; that of the schema itself where it is `false`. */
function toSchemaPointer(schemaPath: string): string {
  const fragment = decodeURIComponent(schemaPath.slice(schemaPath.indexOf('#')));
  return fragment.endsWith(FALSE_SCHEMA) ? fragment.slice(0, -FALSE_SCHEMA.length) : fragment;
}
