import {
  ASSETS_PA_MAGIC,
  ASSETS_PA_PRELUDE_SIZE,
  ASSETS_PA_SCHEMA_VERSION,
  PRELUDE_FIELDS,
} from '../../generated/assets-pa-layout.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { Check } from '../../report/check.ts';
import type { PackPrelude, PackStart } from '../pack-prelude.ts';

/** Section 2, in the stages in which it is judged: where one breaks a rule, the next is not looked at. */
export const preludeStages: readonly (readonly Check<PackStart>[])[] = [
  [
    {
      rule: 'assets-pa/truncated-prelude',
      check({ size, prelude }, report) {
        if (prelude === undefined) report({ offset: size }, { size, expected: ASSETS_PA_PRELUDE_SIZE });
      },
    },
  ],
  [
    {
      rule: 'assets-pa/bad-magic',
      check({ prelude }, report) {
        if (prelude === undefined || prelude.magic === ASSETS_PA_MAGIC) return;
        const details = { actual: inPairs(prelude.magic), expected: inPairs(ASSETS_PA_MAGIC) };
        report({ offset: PRELUDE_FIELDS.magic.offset }, details);
      },
    },
  ],
  [
    {
      rule: 'assets-pa/unsupported-schema-version',
      check({ prelude }, report) {
        if (prelude === undefined || prelude.schemaVersion === ASSETS_PA_SCHEMA_VERSION) return;
        const details = { actual: prelude.schemaVersion, expected: ASSETS_PA_SCHEMA_VERSION };
        report({ offset: PRELUDE_FIELDS.schema_version.offset }, details);
      },
    },
  ],
  [
    {
      rule: 'assets-pa/nonzero-flags',
      check({ prelude }, report) {
        if (prelude === undefined || prelude.flags === 0) return;
        report({ offset: PRELUDE_FIELDS.flags.offset }, { actual: prelude.flags });
      },
    },
    {
      rule: 'assets-pa/nonzero-reserved',
      check({ prelude }, report) {
        if (prelude === undefined) return;
        const words = { reserved: prelude.reserved, reserved_checksum: prelude.reservedChecksum };
        for (const field of ['reserved', 'reserved_checksum'] as const) {
          if (words[field] !== 0) report({ offset: PRELUDE_FIELDS[field].offset }, { field, actual: words[field] });
        }
      },
    },
    {
      rule: 'assets-pa/empty-header',
      check({ prelude }, report) {
        if (prelude?.headerLen === 0) report({ offset: PRELUDE_FIELDS.header_len.offset });
      },
    },
    {
      rule: 'assets-pa/header-too-large',
      check({ prelude }, report) {
        const limit = LIMITS['assetsPa.header'].value;
        if (prelude === undefined || prelude.headerLen <= limit) return;
        report({ offset: PRELUDE_FIELDS.header_len.offset }, { size: prelude.headerLen, limit });
      },
    },
    {
      rule: 'assets-pa/truncated-header',
      check({ size, prelude }, report) {
        if (prelude === undefined || headerEnd(prelude) <= size) return;
        report({ offset: PRELUDE_FIELDS.header_len.offset }, { end: headerEnd(prelude), size });
      },
    },
    {
      rule: 'assets-pa/payload-offset-beyond-end',
      check({ size, prelude }, report) {
        if (prelude === undefined || isMatching(prelude) || prelude.payloadOffset <= BigInt(size)) return;
        report({ offset: PRELUDE_FIELDS.payload_offset.offset }, { actual: String(prelude.payloadOffset), size });
      },
    },
    {
      rule: 'assets-pa/payload-offset-mismatch',
      check({ size, prelude }, report) {
        if (prelude === undefined || isMatching(prelude) || prelude.payloadOffset > BigInt(size)) return;
        const details = { actual: String(prelude.payloadOffset), expected: headerEnd(prelude) };
        report({ offset: PRELUDE_FIELDS.payload_offset.offset }, details);
      },
    },
  ],
];

function headerEnd({ headerLen }: PackPrelude): number {
  return ASSETS_PA_PRELUDE_SIZE + headerLen;
}

function isMatching(prelude: PackPrelude): boolean {
  return prelude.payloadOffset === BigInt(headerEnd(prelude));
}

function inPairs(hex: string): string {
  return hex.replaceAll(/(..)(?=.)/g, '$1 ');
}
