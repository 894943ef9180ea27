import { codePointName } from '../../document/code-point-name.ts';
import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import type { Location } from '../../report/finding.ts';
import { nameSegments } from './member-name.ts';

/** A member's name, as the rules on names see it. */
export interface NameSubject {
  readonly at: Location;
  readonly name: string;
  readonly byteLength: number;
  readonly isValidUtf8: boolean;
  readonly limits: NameLimits;
}

/** Bounds of a name. */
export interface NameLimits {
  readonly name: number;
  readonly segment: number;
  readonly depth: number;
}

/** The rules of a container on one name. */
export interface NameRules {
  readonly invalidUtf8: RuleId;
  readonly empty: RuleId;
  readonly absolute: RuleId;
  readonly drive: RuleId;
  readonly backslash: RuleId;
  readonly parentSegment: RuleId;
  readonly dotSegment: RuleId;
  readonly emptySegment: RuleId;
  readonly control: RuleId;
  readonly bidirectional: RuleId;
  readonly invisible: RuleId;
  readonly lookalike: RuleId;
  readonly colon: RuleId;
  readonly device: RuleId;
  readonly trailing: RuleId;
  readonly nameLength: RuleId;
  readonly segmentLength: RuleId;
  readonly depth: RuleId;
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /[\u00ad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/u;
const LOOKALIKE = /[\u2024\u2025\u2044\u2215\u2216\u29f5\u29f8\ufe13\ufe52\ufe55\ufe68\uff0e\uff0f\uff1a\uff3c]/u;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3]) *(?:\.|$)/iu;

/** Checks of the rules on one name, in normative order. */
export function toNameChecks(rules: NameRules): readonly Check<NameSubject>[] {
  return [
    {
      rule: rules.invalidUtf8,
      check: ({ at, isValidUtf8 }, report) => {
        if (!isValidUtf8) report(at);
      },
    },
    {
      rule: rules.empty,
      check: ({ at, name }, report) => {
        if (name === '') report(at);
      },
    },
    {
      rule: rules.absolute,
      check: ({ at, name }, report) => {
        if (name.startsWith('/')) report(at);
      },
    },
    {
      rule: rules.drive,
      check: ({ at, name }, report) => {
        if (DRIVE.test(name)) report(at);
      },
    },
    {
      rule: rules.backslash,
      check: ({ at, name }, report) => {
        if (name.includes('\\')) report(at);
      },
    },
    {
      rule: rules.parentSegment,
      check: ({ at, name }, report) => {
        if (name.includes('..') && nameSegments(name).includes('..')) report(at);
      },
    },
    {
      rule: rules.dotSegment,
      check: ({ at, name }, report) => {
        if (name.includes('.') && nameSegments(name).includes('.')) report(at);
      },
    },
    {
      rule: rules.emptySegment,
      check: ({ at, name }, report) => {
        if (name.includes('//') && nameSegments(name).includes('')) report(at);
      },
    },
    matchCheck(rules.control, CONTROL),
    matchCheck(rules.bidirectional, BIDIRECTIONAL),
    matchCheck(rules.invisible, INVISIBLE),
    matchCheck(rules.lookalike, LOOKALIKE),
    {
      rule: rules.colon,
      check: ({ at, name }, report) => {
        if (name.includes(':') && name.replace(DRIVE, '').includes(':')) report(at);
      },
    },
    {
      rule: rules.device,
      check: ({ at, name }, report) => {
        const segment = nameSegments(name).find((part) => DEVICE.test(part));
        if (segment !== undefined) report(at, { segment });
      },
    },
    {
      rule: rules.trailing,
      check: ({ at, name }, report) => {
        const segment = nameSegments(name).find((part) => /[. ]$/.test(part) && part !== '.' && part !== '..');
        if (segment !== undefined) report(at, { segment });
      },
    },
    {
      rule: rules.nameLength,
      check: ({ at, byteLength, limits }, report) => {
        if (byteLength > limits.name) report(at, { actual: byteLength, limit: limits.name });
      },
    },
    {
      rule: rules.segmentLength,
      check: ({ at, name, byteLength, limits }, report) => {
        if (byteLength <= limits.segment) return;
        const lengths = nameSegments(name).map((segment) => Buffer.byteLength(segment));
        const actual = lengths.reduce((longest, length) => Math.max(longest, length), 0);
        if (actual > limits.segment) report(at, { actual, limit: limits.segment });
      },
    },
    {
      rule: rules.depth,
      check: ({ at, name, byteLength, limits }, report) => {
        // A name of n segments has at least n - 1 slashes.
        if (byteLength < limits.depth) return;
        const actual = nameSegments(name).length;
        if (actual > limits.depth) report(at, { actual, limit: limits.depth });
      },
    },
  ];
}

/** A letter and a colon at the start (APPNOTE 4.4.17.1). */
const DRIVE = /^[A-Za-z]:/;

function matchCheck(rule: RuleId, pattern: RegExp): Check<NameSubject> {
  return {
    rule,
    check: ({ at, name }, report) => {
      const found = pattern.exec(name)?.[0];
      if (found !== undefined) report(at, { character: codePointName(found.codePointAt(0) ?? 0) });
    },
  };
}
