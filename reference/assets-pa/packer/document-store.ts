import { parseStrictJson } from '../../document/json/index.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';

/** Bytes of the documents that stay parsed: what is made of them can take fifty times as much. */
const KEPT_PARSED = 2 * 1024 * 1024;

/** Keeps the documents of a workspace, however many and large they are, in little more than their bytes. */
export interface DocumentStore {
  /** A document that was parsed of the bytes, which must not change any more. */
  readonly keep: (bytes: Uint8Array, document: ParsedDocument) => ParsedDocument;
}

/** Those that come first stay parsed. Any other is parsed again when it is asked for, and only the last of these stays. */
export function createDocumentStore(): DocumentStore {
  let room = KEPT_PARSED;
  let last: { readonly bytes: Uint8Array; readonly document: ParsedDocument } | undefined;
  const parsed = (bytes: Uint8Array): ParsedDocument => {
    if (last?.bytes === bytes) return last.document;
    // Let go of first: the two need not be there at once.
    last = undefined;
    const document = parseAgain(bytes);
    last = { bytes, document };
    return document;
  };
  return {
    keep: (bytes, document) => {
      room -= bytes.length;
      if (room >= 0) return document;
      return {
        get value() {
          return parsed(bytes).value;
        },
        locate: (pointer) => parsed(bytes).locate(pointer),
        locateKey: (pointer) => parsed(bytes).locateKey(pointer),
      };
    },
  };
}

function parseAgain(bytes: Uint8Array): ParsedDocument {
  const document = parseStrictJson(bytes, new FindingCollector(HARDENED));
  if (document === undefined) throw new ContractsError('internal', 'a document that was read cannot be read again');
  return document;
}
