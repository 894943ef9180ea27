import { type ByteSource, readBytes } from '../../archive/byte-source.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { type DistributionModel, NOTHING } from '../documents/distribution-model.ts';
import type { DocumentKind } from '../documents/document-kinds.ts';
import { rowsOf } from '../documents/index-rows.ts';
import {
  checkDocumentSize,
  fitDocument,
  kindOf,
  parseDocument,
  type ReadText,
  readingLimit,
} from '../documents/read-document.ts';

/** Reads one document that is judged alone: its `schema_version` says which it is, or its members do. */
export function readSingleDocument(source: ByteSource, collector: FindingCollector): DistributionModel {
  // What it is stands in it: until then the largest limit holds.
  if (source.size > readingLimit('index')) {
    checkDocumentSize('index', source.size, collector);
    return NOTHING;
  }
  const text = parseDocument('index', readBytes(source, 0, source.size), collector);
  if (text === undefined) return NOTHING;
  const model: DistributionModel = { ...NOTHING, documents: new Map([['', text.document]]) };
  const kind = kindOf(text.document.value);
  if (kind === undefined) {
    const { document } = text;
    const pointer = document.locate('/schema_version') === undefined ? '' : '/schema_version';
    collector.add('distribution/unknown-schema-version', { pointer, ...document.locate(pointer) });
    return model;
  }
  if (kind !== 'index' && !checkDocumentSize(kind, source.size, collector)) return model;
  return { ...model, ...fitted(kind, text, collector) };
}

function fitted(kind: DocumentKind, text: ReadText, collector: FindingCollector): Partial<DistributionModel> {
  switch (kind) {
    case 'contract':
      return { contract: fitDocument('contract', text, collector) };
    case 'index': {
      const index = fitDocument('index', text, collector);
      return { indexes: index === undefined ? [] : [{ index, rows: rowsOf(index.value) }] };
    }
    case 'orchestrator-config':
      return { config: fitDocument('orchestrator-config', text, collector) };
    case 'manifest':
      return { manifests: toList(fitDocument('manifest', text, collector)) };
    case 'checksums':
      return { checksums: toList(fitDocument('checksums', text, collector)) };
    case 'provenance':
      return { provenances: toList(fitDocument('provenance', text, collector)) };
    case 'lock':
      return { locks: toList(fitDocument('lock', text, collector)) };
    case 'signed-index':
      return { signedIndexes: toList(fitDocument('signed-index', text, collector)) };
    case 'trust':
      fitDocument('trust', text, collector);
      return {};
  }
}

function toList<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}
