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
export const zipChecks: {
  readonly end: typeof endChecks;
  readonly directory: typeof directoryChecks;
  readonly header: typeof headerChecks;
  readonly name: typeof nameChecks;
  readonly collision: typeof collisionChecks;
  readonly attribute: typeof attributeChecks;
  readonly extra: typeof extraChecks;
  readonly declaredSize: typeof declaredSizeChecks;
  readonly local: typeof localChecks;
  readonly layout: typeof layoutChecks;
  readonly data: typeof dataChecks;
  readonly memberForm: typeof formChecks;
  readonly archiveForm: typeof archiveFormChecks;
} = {
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
};
