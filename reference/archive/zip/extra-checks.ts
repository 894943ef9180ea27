import type { RuleId } from '../../generated/catalogue.ts';
import type { Details } from '../../report/finding.ts';
import { type ExtraField, eachBlock, UNICODE_PATH_ID, type Zip64Values } from './extra-field.ts';

/** A header whose extra field is judged: the rules are the same for local and central headers. */
export interface HeaderWithExtra {
  readonly header: 'local' | 'central';
  readonly nameBytes: Buffer;
  readonly extra: ExtraField;
  readonly zip64: Zip64Values;
}

interface ExtraCheck {
  readonly rule: RuleId;
  /** The breach's details, or undefined where the rule holds. */
  readonly check: (header: HeaderWithExtra) => Details | undefined;
}

/** Rules on one header's extra field, in normative order. */
export const extraChecks: readonly ExtraCheck[] = [
  {
    rule: 'zip/malformed-extra-field',
    check: ({ header, extra }) => (extra.complete ? undefined : { header }),
  },
  {
    rule: 'zip/duplicate-extra-field',
    check: ({ header, extra: { repeatedId } }) =>
      repeatedId === undefined ? undefined : { header, id: toHexId(repeatedId) },
  },
  {
    rule: 'zip/needless-zip64-field',
    check: ({ header, zip64 }) => (zip64.length !== undefined && zip64.expectedLength === 0 ? { header } : undefined),
  },
  {
    rule: 'zip/zip64-field-length',
    check: ({ header, zip64: { length, expectedLength } }) =>
      length === undefined || expectedLength === 0 || length === expectedLength
        ? undefined
        : { header, actual: length, expected: expectedLength },
  },
  {
    rule: 'zip/unicode-path-mismatch',
    check: ({ header, nameBytes, extra }) => {
      const { bytes } = extra;
      let isBroken = false;
      eachBlock(extra, (id, from, to) => {
        // Version, CRC-32 of the header's name, and the name in UTF-8 (APPNOTE 4.6.9).
        isBroken =
          id === UNICODE_PATH_ID &&
          (to - from !== 5 + nameBytes.length ||
            bytes[from] !== 1 ||
            bytes.compare(nameBytes, 0, nameBytes.length, from + 5, to) !== 0);
        return !isBroken;
      });
      return isBroken ? { header } : undefined;
    },
  },
];

/** An id of a block as `0x7075`. */
export function toHexId(id: number): string {
  return `0x${id.toString(16).padStart(4, '0')}`;
}
