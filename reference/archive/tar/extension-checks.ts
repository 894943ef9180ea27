import type { Check } from '../../report/check.ts';
import { type Extension, type ExtensionStart, isSparseKeyword, longText } from './extension.ts';
import { isZero } from './header-block.ts';

/** Rules on the header of an extension, before its content is read, in normative order. */
export const extensionStartChecks: readonly Check<ExtensionStart>[] = [
  {
    rule: 'tar/extension-header-too-large',
    check: ({ offset, size, limits }, report) => {
      if (size > limits.extensionHeader) report({ offset }, { actual: size, limit: limits.extensionHeader });
    },
  },
  {
    rule: 'tar/repeated-extension-header',
    check: ({ offset, type, isRepeated }, report) => {
      if (isRepeated) report({ offset }, { type });
    },
  },
];

const KNOWN: ReadonlySet<string> = new Set([
  'atime',
  'charset',
  'comment',
  'ctime',
  'gid',
  'gname',
  'hdrcharset',
  'linkpath',
  'mtime',
  'path',
  'size',
  'uid',
  'uname',
]);
const INTEGER = /^[0-9]+$/;
const TIME = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;
const VALUES: Readonly<Record<string, RegExp>> = {
  size: INTEGER,
  uid: INTEGER,
  gid: INTEGER,
  atime: TIME,
  ctime: TIME,
  mtime: TIME,
};
const UTF_8 = 'ISO-IR 10646 2000 UTF-8';
const NOT_GLOBAL: readonly string[] = ['path', 'linkpath', 'size', 'hdrcharset'];

/** Rules on the content of an extension header, in normative order; one that breaks one ends the reading. */
export const extensionChecks: readonly Check<Extension>[] = [
  {
    rule: 'tar/malformed-pax-record',
    check: (extension, report) => {
      if (!('pax' in extension) || extension.pax.brokenAt === undefined) return;
      report({ offset: extension.offset }, { position: extension.pax.brokenAt });
    },
  },
  {
    rule: 'tar/duplicate-pax-keyword',
    check: (extension, report) => {
      if (!('pax' in extension)) return;
      for (const keyword of extension.pax.repeated) report({ offset: extension.offset }, { keyword: shown(keyword) });
    },
  },
  {
    rule: 'tar/unknown-pax-keyword',
    check: (extension, report) => {
      for (const [keyword] of valuesOf(extension)) {
        if (!KNOWN.has(keyword) && !keyword.includes('.'))
          report({ offset: extension.offset }, { keyword: shown(keyword) });
      }
    },
  },
  {
    rule: 'tar/empty-pax-value',
    check: (extension, report) => {
      for (const [keyword, value] of valuesOf(extension)) {
        if (value.length > 0 || keyword === 'comment' || !KNOWN.has(keyword)) continue;
        report({ offset: extension.offset }, { keyword: shown(keyword) });
      }
    },
  },
  {
    rule: 'tar/invalid-pax-value',
    check: (extension, report) => {
      for (const [keyword, value] of valuesOf(extension)) {
        const pattern = Object.hasOwn(VALUES, keyword) ? VALUES[keyword] : undefined;
        if (value.length === 0 || pattern === undefined || pattern.test(value.toString('latin1'))) continue;
        report({ offset: extension.offset }, { keyword: shown(keyword) });
      }
    },
  },
  {
    rule: 'tar/pax-charset',
    check: (extension, report) => {
      for (const [keyword, value] of valuesOf(extension)) {
        if (keyword !== 'hdrcharset' || value.length === 0 || value.toString('latin1') === UTF_8) continue;
        report({ offset: extension.offset });
      }
    },
  },
  {
    rule: 'tar/global-override',
    check: (extension, report) => {
      if (extension.type !== 'g') return;
      for (const keyword of extension.pax.values.keys()) {
        if (!NOT_GLOBAL.includes(keyword) && !isSparseKeyword(keyword)) continue;
        report({ offset: extension.offset }, { keyword: shown(keyword) });
      }
    },
  },
  {
    rule: 'tar/malformed-long-name',
    check: (extension, report) => {
      if (!('content' in extension)) return;
      const { content, offset } = extension;
      const { length } = longText(content);
      if (length === 0 || !isZero(content, length, content.length)) report({ offset });
    },
  },
];

const SHOWN_CHARACTERS = 64;
/** Bytes that are more characters than are shown, whichever they are. */
const SHOWN_BYTES = 4 * (SHOWN_CHARACTERS + 1);

/** As UTF-8, and its beginning alone: a keyword may be as long as its header. Keywords are kept byte for byte. */
function shown(keyword: string): string {
  const text = Buffer.from(keyword.slice(0, SHOWN_BYTES), 'latin1').toString('utf8');
  const characters = [...text];
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}\u2026` : text;
}

function valuesOf(extension: Extension): Iterable<readonly [string, Buffer]> {
  return 'pax' in extension ? extension.pax.records : [];
}
