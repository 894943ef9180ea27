import type { RuleId } from '../../generated/catalogue.ts';
import type { Details } from '../../report/finding.ts';
import { type ExtraField, UNICODE_PATH_ID, type Zip64Values } from './extra-field.ts';

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
    check: ({ header, extra: { blocks } }) => {
      if (blocks.length < 2) return undefined;
      const seen = new Set<number>();
      const twice = blocks.find(({ id }) => seen.size === seen.add(id).size);
      return twice && { header, id: toHexId(twice.id) };
    },
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
      for (const { id, data } of extra.blocks) {
        if (id !== UNICODE_PATH_ID) continue;
        // Version, CRC-32 of the header's name, and the name in UTF-8 (APPNOTE 4.6.9).
        if (data.length < 5 || data[0] !== 1 || !data.subarray(5).equals(nameBytes)) return { header };
      }
      return undefined;
    },
  },
];

/** An id of a block as `0x7075`. */
export function toHexId(id: number): string {
  return `0x${id.toString(16).padStart(4, '0')}`;
}
