import { codePointName } from '../../document/code-point-name.ts';
import { LIMITS } from '../../generated/limits.ts';
import { type ChecksumLine, isSha256Hex } from '../../integrity/checksum-list.ts';
import type { Check, ReportBreach } from '../../report/check.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { Location } from '../../report/finding.ts';
import { CHECKSUM_LIST } from '../package-layout.ts';
import type { PackageModel } from '../package-model.ts';

/** A line that names a path. */
type Entry = ChecksumLine & { readonly digest: string; readonly path: string };

/** Section 3: the checksum list, and that the package is what it says. */
export const checksumRules: readonly Check<PackageModel>[] = [
  {
    rule: 'anpkg/checksum-list-too-large',
    check({ checksums }, report) {
      if (checksums.state !== 'too-large') return;
      const limit = LIMITS['anpkg.checksumList'].value;
      report({ member: CHECKSUM_LIST }, { size: checksums.size, limit });
    },
  },
  {
    rule: 'anpkg/checksum-list-encoding',
    check({ checksums }, report) {
      if (checksums.state === 'not-utf8') report({ member: CHECKSUM_LIST, offset: checksums.offset });
    },
  },
  {
    rule: 'anpkg/checksum-line-break',
    check(model, report) {
      for (const line of linesOf(model)) {
        if (line.lineBreak === '\n' || line.lineBreak === '') continue;
        report(placeAfter(line), { character: codePointNames(line.lineBreak) });
      }
    },
  },
  {
    rule: 'anpkg/checksum-line-whitespace',
    check: reportLines(({ padded }) => padded),
  },
  {
    rule: 'anpkg/checksum-line-format',
    check: reportLines(({ blank, path }) => !blank && path === undefined),
  },
  {
    rule: 'anpkg/duplicate-checksum-entry',
    check(model, report) {
      const firstLines = new Map<string, number>();
      for (const entry of entriesOf(model)) {
        const first = firstLines.get(entry.path);
        if (first === undefined) firstLines.set(entry.path, entry.number);
        else report(placeOfLine(entry), { path: entry.path, first });
      }
    },
  },
  {
    rule: 'anpkg/checksum-digest-format',
    check(model, report) {
      for (const entry of entriesOf(model)) {
        if (!isSha256Hex(entry.digest)) report(placeOfLine(entry), { path: entry.path });
      }
    },
  },
  {
    rule: 'anpkg/self-checksum-entry',
    check: reportLines(({ path }) => path === CHECKSUM_LIST),
  },
  {
    rule: 'anpkg/listed-member-missing',
    check(model, report) {
      for (const path of new Set(entriesOf(model).map((entry) => entry.path))) {
        if (path !== CHECKSUM_LIST && !model.files.has(path)) report({ member: path });
      }
    },
  },
  {
    rule: 'anpkg/unlisted-member',
    check(model, report) {
      if (model.checksums.state !== 'read') return;
      const listed = new Set(entriesOf(model).map(({ path }) => path));
      for (const path of model.files.keys()) {
        if (path !== CHECKSUM_LIST && !listed.has(path)) report({ member: path });
      }
    },
  },
  {
    rule: 'anpkg/checksum-mismatch',
    check(model, report) {
      // Of two lines for one path the last one counts, as in a mapping.
      const expectations = new Map(entriesOf(model).map(({ path, digest }) => [path, digest]));
      for (const [path, expected] of expectations) {
        const actual = model.files.get(path)?.sha256;
        if (path === CHECKSUM_LIST || actual === undefined || !isSha256Hex(expected)) continue;
        if (actual !== expected) report({ member: path }, { expected, actual });
      }
    },
  },
  {
    rule: 'anpkg/checksum-blank-line',
    check: reportLines(({ blank }) => blank),
  },
  {
    rule: 'anpkg/checksum-final-line-break',
    check: reportLines(({ lineBreak }) => lineBreak === ''),
  },
  {
    rule: 'anpkg/checksum-order',
    check(model, report) {
      let previous: string | undefined;
      for (const entry of entriesOf(model)) {
        if (previous !== undefined && compareCodePoints(previous, entry.path) > 0) {
          report(placeOfLine(entry), { path: entry.path, previous });
        }
        previous = entry.path;
      }
    },
  },
];

function linesOf({ checksums }: PackageModel): readonly ChecksumLine[] {
  return checksums.state === 'read' ? checksums.list.lines : [];
}

function entriesOf(model: PackageModel): readonly Entry[] {
  return linesOf(model).filter((line): line is Entry => line.path !== undefined && line.digest !== undefined);
}

function reportLines(isBreach: (line: ChecksumLine) => boolean) {
  return (model: PackageModel, report: ReportBreach): void => {
    for (const line of linesOf(model)) {
      if (isBreach(line)) report(placeOfLine(line));
    }
  };
}

function placeOfLine(line: ChecksumLine): Location {
  return { member: CHECKSUM_LIST, line: line.number, column: 1, offset: line.offset };
}

function placeAfter(line: ChecksumLine): Location {
  const column = [...line.text].length + 1;
  return { member: CHECKSUM_LIST, line: line.number, column, offset: line.offset + Buffer.byteLength(line.text) };
}

function codePointNames(text: string): string {
  return Array.from(text, (character) => codePointName(character.charCodeAt(0))).join(' ');
}
