import type { Recipe } from '../recipe.ts';
import { attributeRecipes } from './attributes.ts';
import { canonicalFormRecipes } from './canonical-form.ts';
import { centralDirectoryRecipes } from './central-directory.ts';
import { endRecordRecipes } from './end-records.ts';
import { extraFieldRecipes } from './extra-fields.ts';
import { layoutRecipes } from './layout.ts';
import { localHeaderRecipes } from './local-headers.ts';
import { memberDataRecipes } from './member-data.ts';
import { misreadArchives } from './misread-archives.ts';
import { nameRecipes } from './names.ts';
import { settledArchives } from './settled-archives.ts';
import { accepted, RULE_IDS, TWO_FILES, TWO_FILES_NAME, twoFiles } from './zip-case.ts';
import { zip64Recipes } from './zip64.ts';

const edited: readonly Recipe[] = [
  ...endRecordRecipes,
  ...zip64Recipes,
  ...centralDirectoryRecipes,
  ...nameRecipes,
  ...attributeRecipes,
  ...extraFieldRecipes,
  ...localHeaderRecipes,
  ...layoutRecipes,
  ...memberDataRecipes,
  ...canonicalFormRecipes,
  ...misreadArchives,
  ...settledArchives,
];

/** Rules that one edit of the two files breaks: the two files come one edit close to each of them. */
const besideTwoFiles = new Set(
  edited.flatMap((recipe) =>
    recipe.kind === 'accept' ? recipe.expect.warnings : recipe.twin === TWO_FILES_NAME ? recipe.cites : [],
  ),
);

/** Every vector of strict-zip v1. */
export const strictZipRecipes: readonly Recipe[] = [
  accepted({
    name: TWO_FILES_NAME,
    cites: RULE_IDS.filter((id) => besideTwoFiles.has(id)),
    why: 'Two files in canonical form: nothing to refuse and nothing to warn of.',
    zip: twoFiles(),
    members: TWO_FILES,
  }),
  ...edited,
];
