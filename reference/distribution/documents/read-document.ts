import { DocumentFindings } from '../../document/document-findings.ts';
import { isPrettyPrinted } from '../../document/json/is-pretty-printed.ts';
import { parseQuickly } from '../../document/json/parse-quickly.ts';
import { parseSizedJson, parseStrictJson } from '../../document/json/parse-strict-json.ts';
import { isJsonObject, type JsonValue, type ParsedDocument } from '../../document/parsed-document.ts';
import { checkSchema } from '../../document/schema-findings.ts';
import { decodeUtf8 } from '../../document/utf8.ts';
import type { RuleId } from '../../generated/catalogue.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { DistributionDocument } from './distribution-document.ts';
import { DOCUMENT_KINDS, type DocumentKind, isDocumentOf, KINDS } from './document-kinds.ts';

const TOO_LARGE: Readonly<Record<'distribution.index' | 'distribution.sidecar', RuleId>> = {
  'distribution.index': 'distribution/index-too-large',
  'distribution.sidecar': 'distribution/sidecar-too-large',
};
// What is longer is not read, whichever rules are left out.
const CEILING = 4;

/** The most bytes of a document that are read, whichever rules are in force. */
export function readingLimit(kind: DocumentKind): number {
  return CEILING * LIMITS[DOCUMENT_KINDS[kind].limit ?? 'json.size'].value;
}

/** Whether a document of so many bytes may be read into memory; reports one that is too large. */
export function checkDocumentSize(
  kind: DocumentKind,
  size: number,
  collector: FindingCollector,
  member?: string,
): boolean {
  const { limit: name } = DOCUMENT_KINDS[kind];
  const limit = LIMITS[name ?? 'json.size'].value;
  const rule = name === undefined ? 'json/too-large' : TOO_LARGE[name];
  if (size <= limit) return true;
  collector.add(rule, member === undefined ? {} : { member }, { size, limit });
  return !collector.isInForce(rule) && size <= readingLimit(kind);
}

/** A document of any kind that was parsed. */
export interface ReadText {
  readonly document: ParsedDocument;
  /** Whether it is written with two spaces, as section 3.1 asks; looked at when it is asked. */
  readonly isPretty: () => boolean;
}

/** Parses a document; undefined where it breaks a rule of strict-json. */
export function parseDocument(
  kind: DocumentKind,
  bytes: Uint8Array,
  collector: FindingCollector,
  member?: string,
): ReadText | undefined {
  if (!checkDocumentSize(kind, bytes.length, collector, member)) return undefined;
  const quick = parseQuickly(bytes);
  if (quick !== undefined) return quick;
  const isSized = DOCUMENT_KINDS[kind].limit !== undefined;
  const document = isSized
    ? parseSizedJson(bytes, new DocumentFindings(collector, member))
    : parseStrictJson(bytes, collector, member);
  return document && { document, isPretty: () => isPrettyPrinted(decodeUtf8(bytes), document.value) };
}

/** Holds a document against the schema of its kind; undefined where it does not fit, whichever rules are in force. */
export function fitDocument<Kind extends DocumentKind>(
  kind: Kind,
  { document, isPretty }: ReadText,
  collector: FindingCollector,
  member?: string,
): DistributionDocument<Kind> | undefined {
  const { value } = document;
  if (isDocumentOf(kind, value)) return { kind, member, document, value, isPretty };
  const { validator, rule } = DOCUMENT_KINDS[kind];
  checkSchema(document, validator, rule, collector, member);
  return undefined;
}

/** Parses a document and holds it against its schema. */
export function readDocument<Kind extends DocumentKind>(
  kind: Kind,
  bytes: Uint8Array,
  collector: FindingCollector,
  member?: string,
): DistributionDocument<Kind> | undefined {
  const text = parseDocument(kind, bytes, collector, member);
  return text && fitDocument(kind, text, collector, member);
}

/** Which document of section 3 a value is, by its `schema_version`, or by its members where readers do without one. */
export function kindOf(value: JsonValue): DocumentKind | undefined {
  if (!isJsonObject(value)) return undefined;
  const { schema_version: version } = value;
  if (version !== undefined) return KINDS.find((kind) => DOCUMENT_KINDS[kind].version === version);
  if (value.releases !== undefined) return 'index';
  const isManifest = value.subject !== undefined || Array.isArray(value.files);
  return value.artifact_sha256 !== undefined && !isManifest ? 'checksums' : undefined;
}
