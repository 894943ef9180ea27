import { boundaryRecipes } from '../boundary-recipes.ts';
import { compareCodePoints } from '../code-point-order.ts';
import type { Recipe } from '../recipe.ts';
import { isObject, listOf, type Schema } from '../schema-breaches.ts';
import {
  minimal,
  minimalProfile,
  minimalProvenance,
  minimalRuntime,
  rich,
  richProfile,
  richProvenance,
  richRuntime,
  TREE,
} from './base-packages.ts';
import { type PackageDraft, PROFILE, PROVENANCE, placeIn, RUNTIME, withJson, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';
import { packageReferences } from './package-references.ts';

/** The schemas of documents in a package, and the rule that each of them is. */
export const schemaConstraints: Readonly<Record<string, string>> = {
  'machine-profile': 'anpkg/machine-profile-schema',
  'runtime-config': 'anpkg/runtime-config-schema',
  provenance: 'anpkg/provenance-schema',
};

interface SchemaUnderTest {
  readonly schema: string;
  readonly member: string;
  readonly bases: readonly unknown[];
  /** The package around an instance, so that as little else as possible is wrong with it. */
  readonly around: (instance: unknown) => PackageDraft;
}

const variants = { manual: RUNTIME, full: 'runtime/full.yaml' };
const fullProfile = {
  ...richProfile,
  runtime_profiles: variants,
  providers: { ...richProfile.providers, mixer0: { config: 'providers/mixer0.yaml', notes: 'Stirrer and pumps.' } },
};
const fullRuntime = {
  ...richRuntime,
  telemetry: {
    ...richRuntime.telemetry,
    influxdb: { ...richRuntime.telemetry.influxdb, token: '' },
    influx_url: 'http://localhost:8086',
    influx_org: 'lab',
    influx_bucket: 'bench',
    influx_token: '',
    batch_size: 100,
    flush_interval_ms: 1000,
  },
};
const { behavior_tree: _, ...automationWithoutTree } = richRuntime.automation;
const olderRuntime = {
  ...richRuntime,
  http: { enabled: true, port: 8080, cors_allowed_origins: 'http://localhost:3000', cors_allow_credentials: true },
  automation: { ...automationWithoutTree, behavior_tree_path: TREE },
};

const SCHEMAS: readonly SchemaUnderTest[] = [
  {
    schema: 'machine-profile',
    member: PROFILE,
    bases: [minimalProfile, fullProfile],
    around: aroundProfile,
  },
  {
    schema: 'runtime-config',
    member: RUNTIME,
    bases: [minimalRuntime, fullRuntime, olderRuntime],
    around: aroundRuntime,
  },
  {
    schema: 'provenance',
    member: PROVENANCE,
    bases: [minimalProvenance, richProvenance],
    around: (instance) => withJson(minimal, PROVENANCE, instance),
  },
];

/** For every constraint of every schema, packages just inside and just outside of it. */
export const schemaRecipes: readonly Recipe[] = SCHEMAS.flatMap(({ schema, member, bases, around }) => {
  const rule = schemaConstraints[schema] ?? '';
  return boundaryRecipes({
    contract: 'anpkg',
    schema,
    rule,
    bases,
    isUsable: (instance) => isSound(around(instance)),
    afterChange: withMatchingAttempts,
    // Names of providers have a definition of their own.
    namePlaces: /provider-name/,
    accepted: ({ name, why, instance }) => {
      const draft = around(instance);
      return accept({ name, cites: [rule], why, draft, warnings: warningsOf(draft) });
    },
    rejected: ({ name, why, instance, pointer, isOfNames, twin }) => {
      const draft = around(instance);
      const at = isOfNames ? { member, pointer } : placeIn(draft, member, pointer);
      return reject({ name, cites: [rule], why, draft, at, twin });
    },
  });
});

/** Attempts are as many as the times of their backoff. */
function withMatchingAttempts(parent: Schema, key: string): Schema {
  return key === 'backoff_ms' ? { ...parent, max_attempts: listOf(parent.backoff_ms).length } : parent;
}

/** Gives each provider that the profile names to the runtime configurations, and carries what the profile refers to. */
function aroundProfile(instance: unknown): PackageDraft {
  const providers = isObject(instance) && isObject(instance.providers) ? instance.providers : minimalProfile.providers;
  const isMinimal = Object.keys(providers).join() === 'sim0';
  const runtimeProviders = Object.entries(providers).map(([id, provider]) => {
    const config =
      isObject(provider) && typeof provider.config === 'string' ? provider.config : 'providers/mixer0.yaml';
    return { id, command: 'provider', args: ['--config', config] };
  });
  const base = isMinimal ? minimal : rich;
  const { automation: _automation, ...withoutAutomation } = richRuntime;
  const behaviors = isObject(instance) ? listOf(instance.behaviors) : [];
  const runtime = isMinimal
    ? minimalRuntime
    : { ...(behaviors.includes(TREE) ? richRuntime : withoutAutomation), providers: runtimeProviders };
  const usesSecond = isObject(instance) && isObject(instance.runtime_profiles) && 'full' in instance.runtime_profiles;
  const draft = withYaml(withYaml(base, RUNTIME, runtime), PROFILE, instance);
  return usesSecond ? withYaml(draft, variants.full, runtime) : draft;
}

/** Lets the profile name the providers of the runtime configuration. */
function aroundRuntime(instance: unknown): PackageDraft {
  const providers = isObject(instance) ? listOf(instance.providers) : [];
  const named: [string, { readonly config: string }][] = [];
  for (const provider of providers) {
    if (!isObject(provider) || typeof provider.id !== 'string' || !/^[A-Za-z0-9_-]+$/.test(provider.id)) continue;
    const args = listOf(provider.args);
    const config = args[args.indexOf('--config') + 1];
    named.push([provider.id, { config: typeof config === 'string' ? config : 'providers/mixer0.yaml' }]);
  }
  if (named.length === 0) return withYaml(rich, RUNTIME, instance);
  const isMinimal = named.every(([, { config }]) => config === 'providers/sim0.yaml');
  const profile = { ...(isMinimal ? minimalProfile : richProfile), providers: Object.fromEntries(named) };
  return withYaml(withYaml(isMinimal ? minimal : rich, PROFILE, profile), RUNTIME, instance);
}

/** Whether every reference of the package leads where it may, and nothing of it is token-like. */
function isSound(draft: PackageDraft): boolean {
  const files = new Set(Object.keys(draft.members));
  const documents = Object.fromEntries(
    Object.entries(draft.members).map(([path, content]) => [
      path,
      typeof content === 'object' && 'places' in content ? content.value : undefined,
    ]),
  );
  const profile = documents[PROFILE];
  if (!isObject(profile)) return false;
  const ids = Object.keys(isObject(profile.providers) ? profile.providers : {});
  const found = packageReferences(documents, files).map(({ from }) => `${from.member}#${from.pointer}`);
  const needed: string[] = ids.map((id) => `${PROFILE}#/providers/${id}/config`);
  for (const index of listOf(profile.behaviors).keys()) needed.push(`${PROFILE}#/behaviors/${index}`);
  for (const [name, path] of Object.entries(isObject(profile.runtime_profiles) ? profile.runtime_profiles : {})) {
    needed.push(`${PROFILE}#/runtime_profiles/${name}`);
    const runtime = documents[String(path)];
    if (!isObject(runtime)) return false;
    const providers = listOf(runtime.providers);
    const runtimeIds = providers.map((provider) => (isObject(provider) ? provider.id : undefined));
    if (runtimeIds.length !== ids.length || !ids.every((id) => runtimeIds.includes(id))) return false;
    for (const [index, provider] of providers.entries()) {
      const args = listOf(isObject(provider) ? provider.args : undefined);
      const option = args.indexOf('--config');
      if (option < 0 || !String(args[option + 1]).startsWith('providers/')) return false;
      needed.push(`${String(path)}#/providers/${index}/args/${option + 1}`);
      if (!hasMatchingBackoff(isObject(provider) ? provider.restart_policy : undefined)) return false;
    }
    const automation = isObject(runtime.automation) ? runtime.automation : {};
    const trees = ['behavior_tree', 'behavior_tree_path'].filter((key) => Object.hasOwn(automation, key));
    if (trees.length > 1) return false;
    for (const key of trees) needed.push(`${String(path)}#/automation/${key}`);
    for (const parameter of listOf(automation.parameters)) {
      if (isObject(parameter) && Number(parameter.min ?? 0) > Number(parameter.max ?? Number.POSITIVE_INFINITY))
        return false;
    }
    if (JSON.stringify(automation).includes('"function_id":0')) return false;
    if (/token":"[^"]/.test(JSON.stringify(runtime))) return false;
  }
  return needed.every((place) => found.includes(place));
}

function hasMatchingBackoff(policy: unknown): boolean {
  if (!isObject(policy) || policy.enabled !== true) return true;
  return listOf(policy.backoff_ms).length === policy.max_attempts;
}

/** The SHOULD rules that an adapted package breaks, from what was adapted. */
function warningsOf(draft: PackageDraft): readonly string[] {
  const profile = documentOf(draft, PROFILE);
  const warnings: string[] = [];
  const provenance = documentOf(draft, PROVENANCE);
  const omitted = (isObject(provenance) ? listOf(provenance.omitted_variants) : []).map(String);
  if (omitted.join('\n') !== [...omitted].sort(compareCodePoints).join('\n')) {
    warnings.push('anpkg/provenance-not-canonical');
  }
  if (!isObject(profile)) return warnings;
  const providers = Object.entries(isObject(profile.providers) ? profile.providers : {});
  const configs = providers.map(([id, provider]) => [id, isObject(provider) ? provider.config : undefined] as const);
  if (isObject(profile.runtime_profiles) && Object.keys(profile.runtime_profiles).length > 1)
    warnings.push('anpkg/runtime-profile-path');
  if (configs.some(([id, config]) => config !== `providers/${id}.yaml`)) warnings.push('anpkg/provider-config-name');
  const behaviors = listOf(profile.behaviors);
  const trees = [RUNTIME].flatMap((path) => {
    const runtime = documentOf(draft, path);
    const automation = isObject(runtime) && isObject(runtime.automation) ? runtime.automation : {};
    return [automation.behavior_tree, automation.behavior_tree_path].filter(
      (tree) => typeof tree === 'string' && tree !== '',
    );
  });
  if (trees.some((tree) => !behaviors.includes(tree))) warnings.push('anpkg/behavior-not-listed');
  const needed = new Set([...configs.map(([, config]) => config), ...behaviors, ...trees]);
  const owned = Object.keys(draft.members).filter((path) => /^(?:providers|runtime\/behaviors)\//.test(path));
  if (owned.some((path) => !needed.has(path))) warnings.push('anpkg/unreferenced-member');
  return warnings;
}

function documentOf({ members }: PackageDraft, path: string): unknown {
  const content = members[path];
  return typeof content === 'object' && 'places' in content ? content.value : undefined;
}
