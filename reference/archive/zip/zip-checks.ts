import { archiveFormChecks, formChecks } from './canonical-form.ts';
import { attributeChecks, directoryChecks, headerChecks } from './central-checks.ts';
import { collisionChecks } from './collision-checks.ts';
import { dataChecks, declaredSizeChecks } from './data-checks.ts';
import { endChecks } from './end-checks.ts';
import { extraChecks } from './extra-checks.ts';
import { layoutChecks } from './layout.ts';
import { localChecks } from './local-checks.ts';
import { nameChecks } from './name-checks.ts';

/** Every check of strict-zip by the stage that runs it. Adding a rule is one check in one of these lists. */
export const zipChecks = {
  end: endChecks,
  directory: directoryChecks,
  header: headerChecks,
  name: nameChecks,
  collision: collisionChecks,
  attribute: attributeChecks,
  extra: extraChecks,
  declaredSize: declaredSizeChecks,
  local: localChecks,
  layout: layoutChecks,
  data: dataChecks,
  memberForm: formChecks,
  archiveForm: archiveFormChecks,
} as const;
