import { contentRefusals } from './assets-pa-content-refusals.ts';
import { declarationRefusals } from './assets-pa-declaration-refusals.ts';
import { declarationTotals } from './assets-pa-declaration-totals.ts';
import { documentRefusals } from './assets-pa-document-refusals.ts';
import { inputRefusals } from './assets-pa-input-refusals.ts';
import { registryRefusals } from './assets-pa-registry-refusals.ts';
import { schemaRefusals } from './assets-pa-schema-refusals.ts';
import { workspaceRefusals } from './assets-pa-workspace-refusals.ts';
import type { Refusal } from './sound-workspace.ts';

/** Every project that a packer refuses. */
export const assetsPaRefusals: readonly Refusal[] = [
  ...workspaceRefusals,
  ...registryRefusals,
  ...documentRefusals,
  ...declarationRefusals,
  ...declarationTotals,
  ...inputRefusals,
  ...contentRefusals,
  ...schemaRefusals,
];
