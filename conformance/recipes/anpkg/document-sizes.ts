import { type DocumentText, toYaml } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalRuntime } from './base-packages.ts';
import { type PackageDraft, PROFILE, RUNTIME, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';
import { runLengthDeflate } from './run-length-deflate.ts';

const TOTAL_LIMIT = 8 * 1024 * 1024;
const YAML_LIMIT = 1024 * 1024;
// The name of a runtime configuration that does not say that it is YAML.
const OTHER = 'runtime/full.conf';

/** An empty mapping in exactly so many bytes: a comment fills a YAML document, white space a JSON document. */
function filler(size: number, syntax: 'yaml' | 'json') {
  const [start, byte] = syntax === 'yaml' ? ['{} #', 0x78] : ['{}', 0x20];
  const count = size - start.length - 1;
  const content: DocumentText = {
    text: `${start}${String.fromCharCode(byte).repeat(count)}\n`,
    value: {},
    places: new Map(),
  };
  return { content, stored: runLengthDeflate([start, { byte, count }, '\n']) };
}

/** The package with further documents of one syntax, so that all of that syntax have the total size. */
function withTotal(total: number, syntax: 'yaml' | 'json', base: PackageDraft = minimal): PackageDraft {
  const present = Object.entries(base.members).filter(([path]) => path.endsWith(`.${syntax}`) || path === OTHER);
  let left = total - present.reduce((sum, [, content]) => sum + textLength(content), 0);
  let draft = base;
  for (let index = 1; left > 0; index += 1) {
    const size = syntax === 'yaml' ? Math.min(left, YAML_LIMIT) : left;
    const path = `notes/${index}.${syntax}`;
    const { content, stored } = filler(size, syntax);
    draft = { ...withMembers(draft, { [path]: content }), fields: { ...draft.fields, [path]: { method: 8, stored } } };
    left -= size;
  }
  return draft;
}

function textLength(content: DocumentText | string | Uint8Array): number {
  return typeof content === 'string' || content instanceof Uint8Array ? content.length : content.text.length;
}

const totals: readonly Recipe[] = (['yaml', 'json'] as const).flatMap((syntax) => [
  accept({
    name: `${syntax}-total-at-limit`,
    cites: [`anpkg/${syntax}-total-too-large`],
    why: `The ${syntax.toUpperCase()} documents have exactly 8 MiB together, and each is within its own limit.`,
    draft: withTotal(TOTAL_LIMIT, syntax),
    warnings: ['zip/compressed-member'],
  }),
  reject({
    name: `${syntax}-total-above-limit`,
    cites: [`anpkg/${syntax}-total-too-large`],
    why: `The ${syntax.toUpperCase()} documents have one byte more than 8 MiB together.`,
    draft: withTotal(TOTAL_LIMIT + 1, syntax),
    at: {},
    twin: `${syntax}-total-at-limit`,
  }),
]);

/** The minimal package with one further document of the size. */
function withFiller(size: number, syntax: 'yaml' | 'json'): PackageDraft {
  const path = `notes/1.${syntax}`;
  const { content, stored } = filler(size, syntax);
  return { ...withMembers(minimal, { [path]: content }), fields: { [path]: { method: 8, stored } } };
}

const sizes: readonly Recipe[] = [
  accept({
    name: 'yaml-size-at-limit',
    cites: ['yaml/too-large'],
    why: 'A YAML document has exactly 1 MiB.',
    draft: withFiller(YAML_LIMIT, 'yaml'),
    warnings: ['zip/compressed-member'],
  }),
  reject({
    name: 'yaml-size-above-limit',
    cites: ['yaml/too-large'],
    why: 'A YAML document has one byte more than 1 MiB.',
    draft: withFiller(YAML_LIMIT + 1, 'yaml'),
    at: { member: 'notes/1.yaml' },
    twin: 'yaml-size-at-limit',
  }),
];

const JSON_LIMIT = 16 * 1024 * 1024;
const oversizeJson: readonly Recipe[] = [
  accept({
    name: 'json-size-below-limit',
    cites: ['json/too-large', 'anpkg/json-total-too-large'],
    why: 'A JSON document of nearly 8 MiB is within its own limit, and within that of all of them.',
    draft: withTotal(TOTAL_LIMIT - 1, 'json'),
    warnings: ['zip/compressed-member'],
  }),
  reject({
    name: 'json-size-above-limit',
    cites: ['json/too-large', 'anpkg/json-total-too-large'],
    why: 'A JSON document has one byte more than 16 MiB, which is too much for all of them as well.',
    draft: withFiller(JSON_LIMIT + 1, 'json'),
    at: { member: 'notes/1.json' },
    twin: 'minimal',
  }),
];

const otherEnding = withMembers(
  withYaml(minimal, PROFILE, { ...minimalProfile, runtime_profiles: { manual: RUNTIME, full: OTHER } }),
  { [OTHER]: toYaml(minimalRuntime) },
);

/** The members in the reverse order of their names, so that the archive has the last document first. */
function reversed(draft: PackageDraft): PackageDraft {
  const members = Object.fromEntries(Object.entries(draft.members).sort(([a], [b]) => (a < b ? 1 : -1)));
  return { ...draft, members, archive: { order: 'given' } };
}

// One byte longer than what it stands for, and two keys of one name.
const sound = toYaml({ a: 1, b: 2 });
const repeatedKeys = sound.text.replace('b', 'a').concat('\n');
const full = withTotal(TOTAL_LIMIT, 'yaml', withMembers(minimal, { 'a.yaml': sound, 'z.yaml': sound }));

/** The totals count every document, in the order of their paths and with those of other endings last. */
const counted: readonly Recipe[] = [
  accept({
    name: 'yaml-total-at-limit-with-other-ending',
    cites: ['anpkg/yaml-total-too-large'],
    why: 'The YAML documents have exactly 8 MiB together, with a runtime configuration whose name has no ending of YAML.',
    draft: withTotal(TOTAL_LIMIT, 'yaml', otherEnding),
    warnings: ['zip/compressed-member', 'anpkg/runtime-profile-path'],
  }),
  reject({
    name: 'yaml-total-above-limit-by-other-ending',
    cites: ['anpkg/yaml-total-too-large'],
    why: 'Only with a runtime configuration whose name has no ending of YAML have the YAML documents more than 8 MiB.',
    draft: withTotal(TOTAL_LIMIT + 1, 'yaml', otherEnding),
    at: {},
    twin: 'yaml-total-at-limit-with-other-ending',
  }),
  accept({
    name: 'yaml-total-at-limit-reversed',
    cites: ['anpkg/yaml-total-too-large'],
    why: 'The YAML documents have exactly 8 MiB together, and the archive has them in the reverse order of their names.',
    draft: reversed(full),
    warnings: ['zip/compressed-member', 'zip/unsorted-members'],
  }),
  reject({
    name: 'yaml-total-above-limit-first-by-path-read',
    cites: ['yaml/duplicate-key', 'anpkg/yaml-total-too-large'],
    why: 'The YAML documents have more than 8 MiB together; the first by its path, which has a key twice, stands last.',
    draft: reversed(withMembers(full, { 'a.yaml': repeatedKeys })),
    at: { member: 'a.yaml', line: 2, column: 1 },
    twin: 'yaml-total-at-limit-reversed',
  }),
  reject({
    name: 'yaml-total-above-limit-last-by-path-not-read',
    cites: ['anpkg/yaml-total-too-large', 'yaml/duplicate-key'],
    why: 'The YAML documents have more than 8 MiB together; the last by its path, which has a key twice, stands first.',
    draft: reversed(withMembers(full, { 'z.yaml': repeatedKeys })),
    at: {},
    twin: 'yaml-total-at-limit-reversed',
  }),
];

/** Section 4: how large the documents may be, each and together. */
export const documentSizes: readonly Recipe[] = [...totals, ...sizes, ...oversizeJson, ...counted];
