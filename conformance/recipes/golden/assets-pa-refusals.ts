import { contentRefusals } from './assets-pa-content-refusals.ts';
import { declarationRefusals } from './assets-pa-declaration-refusals.ts';
import { schemaRefusals } from './assets-pa-schema-refusals.ts';
import { workspaceRefusals } from './assets-pa-workspace-refusals.ts';
import type { Refusal } from './sound-workspace.ts';

/** Every project that a packer refuses. */
export const assetsPaRefusals: readonly Refusal[] = [
  ...workspaceRefusals,
  ...declarationRefusals,
  ...contentRefusals,
  ...schemaRefusals,
];
