import type { Recipe } from '../recipe.ts';
import { ciTemplate, minimal } from './base-packages.ts';
import { PROGRAM, packageFolder, withMembers } from './package-draft.ts';
import { accept, placeOf, reject, rejectDocument, rule } from './package-recipe.ts';

const named = { ...ciTemplate, binary_name: 'A'.repeat(65) };
const unnamed = rejectDocument({
  name: 'template-name-breaks-three-constraints',
  cites: [rule('config-template-schema')],
  why: 'The name of the program begins with a capital, holds more of them and is too long: maxLength comes ahead of not and pattern.',
  value: named,
  at: placeOf(named, '/binary_name'),
  twin: 'config-template-base-1',
});
const link = { link: PROGRAM };
const linked = accept({
  name: 'core-folder-of-nothing-but-a-link',
  cites: [rule('folder-special-file')],
  why: 'A folder holds nothing but a symbolic link, which counts as absent, so that the folder is empty.',
  draft: withMembers(minimal, { links: null }),
  profile: 'core',
});

/** What comes first, and what is passed over. */
export const orderRecipes: readonly Recipe[] = [
  {
    ...unnamed,
    expect: {
      ...unnamed.expect,
      details: { keyword: 'maxLength', schemaPointer: '#/$defs/binary-name/maxLength' },
    },
  },
  reject({
    name: 'folder-above-depth-limit-beside-link',
    cites: [rule('folder-too-large'), rule('folder-special-file')],
    why: 'The path of an empty folder has 33 segments, and a symbolic link stands ahead of it: the limit is all that is said.',
    draft: withMembers(minimal, { 'A-link': link, [`${'d/'.repeat(32)}d`]: null }),
    at: {},
    twin: 'minimal',
  }),
  { ...linked, input: { ...packageFolder(minimal), 'links/link': link } },
];
