import { toCanonicalText } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import { ciTemplate, localTemplate, minimal, minimalManifest, minimalReport } from './base-packages.ts';
import { CI, LOCAL, MANIFEST, withFinishedManifest, withJson, withMembers } from './package-draft.ts';
import { accept, reject, rejectDocument } from './package-recipe.ts';

/** The canonical text of a document. */
export const text = (value: unknown): string => toCanonicalText(value).text;

/** Rules of strict-json inside of a package, and of documents on their own. */
export const syntax: readonly Recipe[] = [
  rejectDocument({
    name: 'json-duplicate-key',
    cites: ['json/duplicate-key'],
    why: 'A template has its profile twice, with two values.',
    value: undefined,
    text: text(ciTemplate).replace('"profile": "ci"', '"profile": "local", "profile": "ci"'),
    at: { line: 6, column: 23 },
    twin: 'config-template-base-1',
  }),
  rejectDocument({
    name: 'json-trailing-data',
    cites: ['json/trailing-data'],
    why: 'Two reports stand in one document.',
    value: undefined,
    text: text(minimalReport).repeat(2),
    at: { line: 4, column: 1 },
    twin: 'core-report-base-1',
  }),
  rejectDocument({
    name: 'json-byte-order-mark',
    cites: ['json/byte-order-mark'],
    why: 'The report begins with a byte order mark.',
    value: undefined,
    text: `\ufeff${text(minimalReport)}`,
    at: { offset: 0 },
    twin: 'core-report-base-1',
  }),
  rejectDocument({
    name: 'json-empty-document',
    cites: ['json/empty-document'],
    why: 'The document is empty.',
    value: undefined,
    text: '',
    at: {},
    twin: 'core-report-base-1',
  }),
];

const cutOff = text(minimalManifest).slice(0, -3);

const notUtf8 = Uint8Array.from([...new TextEncoder().encode(text(ciTemplate).replace('"rch"', '"rc')), 0xff]);

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

/** The same where a file of a package breaks them. */
export const syntaxInFolder: readonly Recipe[] = [
  reject({
    name: 'manifest-cut-off',
    cites: ['json/unexpected-end'],
    why: 'The manifest ends ahead of its last brace; nothing that it says is compared with anything.',
    draft: withFinishedManifest(minimal, () => ({ text: cutOff, value: undefined, places: new Map() })),
    at: { member: MANIFEST },
    twin: 'minimal',
  }),
  reject({
    name: 'template-not-utf8',
    cites: ['json/invalid-utf8'],
    why: 'A template, with its right size and digest, ends with a byte that is not UTF-8.',
    draft: withMembers(minimal, { [CI]: notUtf8 }),
    at: { member: CI },
    twin: 'minimal',
  }),
  reject({
    name: 'template-duplicate-key',
    cites: ['json/duplicate-key'],
    why: 'A template has two command lines for a reader that takes the first member and one that takes the last.',
    draft: withMembers(minimal, {
      [LOCAL]: new TextEncoder().encode(text(localTemplate).replace('"color"', '"color": "never",\n  "color"')),
    }),
    at: { member: LOCAL, line: 4, column: 3 },
    twin: 'minimal',
  }),
  reject({
    name: 'template-nested-too-deep',
    cites: ['json/nesting-too-deep'],
    why: 'A member of a template that this version does not know has 64 lists in each other, 65 levels in all.',
    draft: withJson(minimal, CI, { ...ciTemplate, later: nested(64) }),
    at: { member: CI },
    twin: 'template-nested-at-limit',
  }),
  accept({
    name: 'template-nested-at-limit',
    cites: ['json/nesting-too-deep'],
    why: 'A member of a template that this version does not know has 63 lists in each other, 64 levels in all.',
    draft: withJson(minimal, CI, { ...ciTemplate, later: nested(63) }),
  }),
];
