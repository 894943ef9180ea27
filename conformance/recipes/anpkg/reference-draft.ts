import { minimal, minimalProfile, minimalProvider, rich, richRuntime } from './base-packages.ts';
import { type PackageDraft, PROFILE, RUNTIME, withYaml } from './package-draft.ts';

/** The minimal package with members of its profile changed. */
export const withProfile = (profile: object): PackageDraft =>
  withYaml(minimal, PROFILE, { ...minimalProfile, ...profile });

/** A package whose one provider is started with these arguments. */
export const withArgs = (args: readonly string[] | undefined, draft: PackageDraft = minimal): PackageDraft => {
  const { id, command } = minimalProvider;
  return withYaml(draft, RUNTIME, { providers: [{ id, command, ...(args && { args }) }] });
};

/** A package with another automation. */
export const withAutomation = (automation: object, draft: PackageDraft = rich): PackageDraft => {
  const { behavior_tree: _, ...others } = richRuntime.automation;
  return withYaml(draft, RUNTIME, { ...richRuntime, automation: { ...others, ...automation } });
};
