import { parseStrictJson } from '../document/json/index.ts';
import { isJsonObject, type ParsedDocument } from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { DoctorDocument, DoctorModel } from './doctor-model.ts';
import { DOCUMENT_KINDS, type DocumentKind, isDocumentOf } from './document-kinds.ts';

/** Holds a document against the schema of its kind; undefined where it does not fit, whichever rules are in force. */
export function fitDocument<Kind extends DocumentKind>(
  kind: Kind,
  document: ParsedDocument,
  collector: FindingCollector,
  member?: string,
): DoctorDocument<Kind> | undefined {
  const { value } = document;
  if (isDocumentOf(kind, value)) return { member, document, value };
  const { validator, rule } = DOCUMENT_KINDS[kind];
  checkSchema(document, validator, rule, collector, member);
  return undefined;
}

/** Reads one document that is judged alone: its `schema_version` says which it is. */
export function readDoctorDocument(bytes: Uint8Array, collector: FindingCollector): DoctorModel {
  const nothing = { folder: undefined, manifest: undefined, payload: undefined, template: undefined };
  const document = parseStrictJson(bytes, collector);
  if (document === undefined) return { ...nothing, documents: new Map() };
  const model = { ...nothing, documents: new Map([['', document]]) };
  switch (kindOf(document)) {
    case 'release-manifest':
      return { ...model, manifest: fitDocument('release-manifest', document, collector) };
    case 'package-payload':
      return { ...model, payload: fitDocument('package-payload', document, collector) };
    case 'config-template':
      return { ...model, template: fitDocument('config-template', document, collector) };
    case 'core-report':
      fitDocument('core-report', document, collector);
      return model;
    case 'error':
      fitDocument('error', document, collector);
      return model;
    case undefined: {
      const pointer = document.locate('/schema_version') === undefined ? '' : '/schema_version';
      collector.add('doctor-cli-package/unknown-schema-version', { pointer, ...document.locate(pointer) });
      return model;
    }
  }
}

function kindOf({ value }: ParsedDocument): DocumentKind | undefined {
  if (!isJsonObject(value)) return undefined;
  const kinds: readonly DocumentKind[] = [
    'release-manifest',
    'package-payload',
    'config-template',
    'core-report',
    'error',
  ];
  return kinds.find((kind) => DOCUMENT_KINDS[kind].version === value.schema_version);
}
