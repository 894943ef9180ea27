import type { Fault } from '../fault.ts';

const contracts = ['strict-json', 'strict-yaml', 'anpkg', 'doctor-cli-package'];

/** What readers of documents get wrong, be they JSON or YAML. */
export const documentFaults: readonly Fault[] = [
  {
    id: 'byte-order-mark-swallowed',
    title: 'the decoder swallows a byte order mark',
    file: 'document/utf8.ts',
    find: `return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);`,
    replace: `return new TextDecoder('utf-8').decode(bytes);`,
    contracts,
  },
  {
    id: 'surrogates-in-utf8',
    title: 'surrogates that are encoded as three bytes each are accepted',
    file: 'document/utf8.ts',
    find: 'if (isUtf8(bytes)) return undefined;',
    replace: `const joined = Buffer.from(bytes).toString('latin1').replace(/\\xed[\\xa0-\\xbf][\\x80-\\xbf]/g, '???');
  if (isUtf8(Buffer.from(joined, 'latin1'))) return undefined;`,
    contracts,
  },
  {
    id: 'overlong-utf8-misplaced',
    title: 'an overlong sequence is found at its second byte',
    file: 'document/utf8.ts',
    find: 'if (lead < 0xc2 || lead > 0xf4) return 0;',
    replace: 'if (lead < 0xc0 || lead > 0xf4) return 0; if (lead < 0xc2) return 1;',
    contracts,
  },
  {
    id: 'column-in-utf16-units',
    title: 'columns are counted in UTF-16 units',
    file: 'document/text-positions.ts',
    find: 'if (unit < 0xdc00 || unit > 0xdfff) column += 1;',
    replace: 'column += 1;',
    contracts,
  },
  {
    id: 'offset-in-characters',
    title: 'offsets are counted in characters and not in bytes',
    file: 'document/text-positions.ts',
    find: 'offset += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;',
    replace: 'offset += 1;',
    contracts,
  },
  {
    id: 'carriage-return-ends-line',
    title: 'a carriage return begins a new line in positions',
    file: 'document/text-positions.ts',
    find: 'if (unit === LINE_FEED) {',
    replace: 'if (unit === LINE_FEED || unit === 13) {',
    contracts,
  },
  {
    id: 'pointer-escaped-in-wrong-order',
    title: 'in JSON pointers slashes are escaped before tildes',
    file: 'document/parsed-document.ts',
    find: `.replaceAll('~', '~0').replaceAll('/', '~1')`,
    replace: `.replaceAll('/', '~1').replaceAll('~', '~0')`,
    contracts,
  },
  {
    id: 'pointer-not-escaped',
    title: 'in JSON pointers slashes and tildes are not escaped',
    file: 'document/parsed-document.ts',
    find: `.replaceAll('~', '~0').replaceAll('/', '~1')`,
    replace: '',
    contracts,
  },
  {
    id: 'canonical-keys-by-code-point',
    title: 'the names of the canonical form are sorted by code point',
    file: 'document/canonical-digest.ts',
    find: 'return a < b ? -1 : a > b ? 1 : 0;',
    replace: 'return Buffer.compare(Buffer.from(a), Buffer.from(b));',
    contracts,
  },
  {
    id: 'first-schema-error-alone',
    title: 'the place of a schema error is the document and not the value',
    file: 'document/schema-findings.ts',
    find: ': { pointer: error.instancePath, isKey: false };',
    replace: `: { pointer: error.instancePath.split('/').slice(0, 2).join('/'), isKey: false };`,
    contracts,
  },
];
