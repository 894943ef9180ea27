import type { Check } from '../../report/check.ts';
import type { Location } from '../../report/finding.ts';
import { nameSegments } from './member-name.ts';
import type { ZipLimits } from './zip-limits.ts';

/** A member's name, as the rules on names see it. */
export interface NameSubject {
  readonly at: Location;
  readonly name: string;
  readonly byteLength: number;
  readonly isAscii: boolean;
  readonly isValidUtf8: boolean;
  readonly hasUtf8Flag: boolean;
  readonly limits: ZipLimits;
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /[\u00ad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/u;
const LOOKALIKE = /[\u2024\u2025\u2044\u2215\u2216\u29f5\u29f8\ufe13\ufe52\ufe55\ufe68\uff0e\uff0f\uff1a\uff3c]/u;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3]) *(?:\.|$)/iu;

/** Rules on one name, in normative order. */
export const nameChecks: readonly Check<NameSubject>[] = [
  {
    rule: 'zip/invalid-utf8-name',
    check: ({ at, isValidUtf8 }, report) => {
      if (!isValidUtf8) report(at);
    },
  },
  {
    rule: 'zip/name-encoding',
    check: ({ at, isAscii, hasUtf8Flag }, report) => {
      if (!isAscii && !hasUtf8Flag) report(at);
    },
  },
  {
    rule: 'zip/empty-name',
    check: ({ at, name }, report) => {
      if (name === '') report(at);
    },
  },
  {
    rule: 'zip/absolute-path',
    check: ({ at, name }, report) => {
      if (name.startsWith('/')) report(at);
    },
  },
  {
    rule: 'zip/drive-letter',
    check: ({ at, name }, report) => {
      if (DRIVE.test(name)) report(at);
    },
  },
  {
    rule: 'zip/backslash-in-name',
    check: ({ at, name }, report) => {
      if (name.includes('\\')) report(at);
    },
  },
  {
    rule: 'zip/parent-segment',
    check: ({ at, name }, report) => {
      if (name.includes('..') && nameSegments(name).includes('..')) report(at);
    },
  },
  {
    rule: 'zip/dot-segment',
    check: ({ at, name }, report) => {
      if (name.includes('.') && nameSegments(name).includes('.')) report(at);
    },
  },
  {
    rule: 'zip/empty-segment',
    check: ({ at, name }, report) => {
      if (name.includes('//') && nameSegments(name).includes('')) report(at);
    },
  },
  matchCheck('zip/control-character-in-name', CONTROL),
  matchCheck('zip/bidirectional-control-in-name', BIDIRECTIONAL),
  matchCheck('zip/invisible-character-in-name', INVISIBLE),
  matchCheck('zip/lookalike-separator-in-name', LOOKALIKE),
  {
    rule: 'zip/colon-in-name',
    check: ({ at, name }, report) => {
      if (name.includes(':') && name.replace(DRIVE, '').includes(':')) report(at);
    },
  },
  {
    rule: 'zip/reserved-device-name',
    check: ({ at, name }, report) => {
      const segment = nameSegments(name).find((part) => DEVICE.test(part));
      if (segment !== undefined) report(at, { segment });
    },
  },
  {
    rule: 'zip/trailing-dot-or-space',
    check: ({ at, name }, report) => {
      const segment = nameSegments(name).find((part) => /[. ]$/.test(part) && part !== '.' && part !== '..');
      if (segment !== undefined) report(at, { segment });
    },
  },
  {
    rule: 'zip/name-too-long',
    check: ({ at, byteLength, limits }, report) => {
      if (byteLength > limits.name) report(at, { actual: byteLength, limit: limits.name });
    },
  },
  {
    rule: 'zip/segment-too-long',
    check: ({ at, name, byteLength, limits }, report) => {
      if (byteLength <= limits.segment) return;
      const actual = Math.max(0, ...nameSegments(name).map((segment) => Buffer.byteLength(segment)));
      if (actual > limits.segment) report(at, { actual, limit: limits.segment });
    },
  },
  {
    rule: 'zip/path-too-deep',
    check: ({ at, name, byteLength, limits }, report) => {
      // A name of n segments has at least n - 1 slashes.
      if (byteLength < limits.depth) return;
      const actual = nameSegments(name).length;
      if (actual > limits.depth) report(at, { actual, limit: limits.depth });
    },
  },
];

/** A letter and a colon at the start (APPNOTE 4.4.17.1). */
const DRIVE = /^[A-Za-z]:/;

function matchCheck(
  rule:
    | 'zip/control-character-in-name'
    | 'zip/bidirectional-control-in-name'
    | 'zip/invisible-character-in-name'
    | 'zip/lookalike-separator-in-name',
  pattern: RegExp,
): Check<NameSubject> {
  return {
    rule,
    check: ({ at, name }, report) => {
      const found = pattern.exec(name)?.[0];
      if (found !== undefined) report(at, { character: toCodePointName(found) });
    },
  };
}

function toCodePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
