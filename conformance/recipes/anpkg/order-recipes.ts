import { toYaml } from '../document-text.ts';
import type { Recipe, RejectRecipe } from '../recipe.ts';
import { minimal, minimalProfile, TREE } from './base-packages.ts';
import {
  type PackageDraft,
  PROFILE,
  PROVENANCE,
  packageFolder,
  packageObservation,
  placeIn,
  SIM0,
  withMembers,
  withYaml,
} from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

const withProfile = (change: object): PackageDraft => withYaml(minimal, PROFILE, { ...minimalProfile, ...change });
const capital = withProfile({ machine_id: '-Bench' });
const numbers = withMembers(withProfile({ behaviors: [true, true] }), { [TREE]: '<root/>\n' });
const unknown = withProfile({ notes: 1 });
const keyLine = toYaml(minimalProfile).text.split('\n').length;

/** The recipe with the constraint of the schema that its primary finding is about. */
function about(recipe: RejectRecipe, keyword: string, schemaPointer: string): Recipe {
  return { ...recipe, expect: { ...recipe.expect, details: { keyword, schemaPointer } } };
}

/** Which of several findings comes first (interfaces, section 3.2). */
const first: readonly Recipe[] = [
  about(
    reject({
      name: 'machine-id-breaks-two-constraints',
      cites: ['anpkg/machine-profile-schema'],
      why: 'The machine id begins with a hyphen and holds a capital: of two constraints on one value, not comes ahead of pattern.',
      draft: capital,
      at: placeIn(capital, PROFILE, '/machine_id'),
      twin: 'minimal',
    }),
    'not',
    '#/properties/machine_id/not',
  ),
  about(
    reject({
      name: 'behaviors-equal-and-of-wrong-type',
      cites: ['anpkg/machine-profile-schema'],
      why: 'The list of behaviors has an item twice that is no text: both constraints are broken, and that of the list comes first.',
      draft: numbers,
      at: placeIn(numbers, PROFILE, '/behaviors'),
      twin: 'behavior-listed',
    }),
    'uniqueItems',
    '#/properties/behaviors/uniqueItems',
  ),
  about(
    reject({
      name: 'machine-profile-unknown-member-place',
      cites: ['anpkg/machine-profile-schema'],
      why: 'The machine profile has a member that the schema does not know; it is found at its name.',
      draft: unknown,
      at: { member: PROFILE, pointer: '/notes', line: keyLine, column: 1 },
      twin: 'minimal',
    }),
    'additionalProperties',
    '#/additionalProperties',
  ),
  reject({
    name: 'core-machine-profile-without-node',
    cites: ['anpkg/machine-profile-schema', 'yaml/empty-document'],
    why: 'The machine profile holds a comment alone, which core reads as null; that stands at the end of the text.',
    draft: withMembers(minimal, { [PROFILE]: '# none\n' }),
    at: { member: PROFILE, pointer: '', line: 2, column: 1, offset: 7 },
    twin: 'minimal-core',
    profile: 'core',
  }),
  reject({
    name: 'json-broken-ahead-of-yaml',
    cites: ['json/trailing-comma', 'yaml/duplicate-key'],
    why: 'A JSON document and a YAML document are broken: strict-json comes ahead of strict-yaml.',
    draft: withMembers(minimal, {
      [PROVENANCE]: '{\n  "exported_at": "1970-01-01T00:00:00Z",\n}\n',
      [SIM0]: 'channel: 1\nchannel: 2\n',
    }),
    at: { member: PROVENANCE, line: 2 },
    twin: 'minimal',
  }),
];

const link = { link: SIM0 };
const { members, ...observed } = packageObservation(minimal);
const emptied = accept({
  name: 'core-folder-of-nothing-but-a-link',
  cites: ['anpkg/folder-special-file'],
  why: 'A folder holds nothing but a symbolic link, which counts as absent, so that the folder is empty.',
  draft: minimal,
  profile: 'core',
});

/** What of a folder is judged where not all of it is. */
const folders: readonly Recipe[] = [
  {
    ...reject({
      name: 'folder-above-depth-limit-beside-link',
      cites: ['anpkg/folder-too-large', 'anpkg/folder-special-file'],
      why: 'The path of an empty folder has 33 segments, and a symbolic link stands ahead of it: the limit is all that is said.',
      draft: minimal,
      at: {},
      twin: 'folder-minimal',
    }),
    input: { ...packageFolder(minimal), 'A-link': link, [`${'d/'.repeat(32)}d`]: null },
  },
  {
    ...emptied,
    input: { ...packageFolder(minimal), 'links/link': link },
    expect: {
      ...emptied.expect,
      observation: { ...observed, members: [{ path: 'links', type: 'directory', size: 0 }, ...members] },
    },
  },
];

/** What comes first, and what is passed over. */
export const orderRecipes: readonly Recipe[] = [...first, ...folders];
