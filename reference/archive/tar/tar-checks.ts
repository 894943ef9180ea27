import { formChecks } from './canonical-form.ts';
import { endChecks } from './end-checks.ts';
import { extensionChecks, extensionStartChecks } from './extension-checks.ts';
import { headerChecks } from './header-checks.ts';
import { assemblyChecks, countChecks, typeChecks } from './member-checks.ts';
import { collisionChecks, nameChecks, slashChecks } from './name-checks.ts';

/** Every check of a tar by the stage that runs it. Adding a rule is one check in one of these lists. */
export const tarChecks: {
  readonly header: typeof headerChecks;
  readonly extensionStart: typeof extensionStartChecks;
  readonly extension: typeof extensionChecks;
  readonly assembly: typeof assemblyChecks;
  readonly count: typeof countChecks;
  readonly type: typeof typeChecks;
  readonly name: typeof nameChecks;
  readonly slash: typeof slashChecks;
  readonly collision: typeof collisionChecks;
  readonly end: typeof endChecks;
  readonly memberForm: typeof formChecks;
} = {
  header: headerChecks,
  extensionStart: extensionStartChecks,
  extension: extensionChecks,
  assembly: assemblyChecks,
  count: countChecks,
  type: typeChecks,
  name: nameChecks,
  slash: slashChecks,
  collision: collisionChecks,
  end: endChecks,
  memberForm: formChecks,
};
