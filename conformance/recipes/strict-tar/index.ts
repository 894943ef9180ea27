import type { Recipe } from '../recipe.ts';
import { endRecipes } from './archive-end.ts';
import { canonicalFormRecipes } from './canonical-form.ts';
import { extensionRecipes } from './extension-headers.ts';
import { gzipRecipes } from './gzip.ts';
import { headerRecipes } from './headers.ts';
import { memberRecipes } from './members.ts';
import { nameRecipes } from './names.ts';
import { accepted, RULE_IDS, TWO_FILES, TWO_FILES_NAME, twoFiles } from './tar-case.ts';
import { zstdRecipes } from './zstd.ts';

const edited: readonly Recipe[] = [
  ...headerRecipes,
  ...extensionRecipes,
  ...memberRecipes,
  ...nameRecipes,
  ...endRecipes,
  ...canonicalFormRecipes,
  ...gzipRecipes,
  ...zstdRecipes,
];

/** Rules that one edit of the two files breaks: the two files come one edit close to each of them. */
const besideTwoFiles = new Set(
  edited.flatMap((recipe) =>
    recipe.kind === 'accept' ? recipe.expect.warnings : recipe.twin === TWO_FILES_NAME ? recipe.cites : [],
  ),
);

/** Every stored vector of strict-tar v1. */
export const strictTarRecipes: readonly Recipe[] = [
  accepted({
    name: TWO_FILES_NAME,
    cites: RULE_IDS.filter((id) => besideTwoFiles.has(id) && id.startsWith('tar/')),
    why: 'Two files in canonical form: nothing to refuse and nothing to warn of.',
    input: twoFiles(),
    members: TWO_FILES,
  }),
  ...edited,
];
