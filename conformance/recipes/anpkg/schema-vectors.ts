import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../code-point-order.ts';
import type { Recipe } from '../recipe.ts';
import { type SchemaBoundary, schemaBoundaries } from '../schema-boundaries.ts';
import { isObject, listOf, type Schema, schemaBreaches } from '../schema-breaches.ts';
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

// A finding on the names of an object may stand at the object or at a name; the pointer says which object.
function isOfNames({ keyword, schemaPointer }: SchemaBoundary): boolean {
  if (/propertyNames|provider-name/.test(schemaPointer)) return true;
  return ['required', 'additionalProperties', 'minProperties', 'maxProperties'].includes(keyword);
}

/** For every constraint of every schema, packages just inside and just outside of it. */
export const schemaRecipes: readonly Recipe[] = SCHEMAS.flatMap(recipesOf);

function recipesOf({ schema, member, bases, around }: SchemaUnderTest): readonly Recipe[] {
  const rule = schemaConstraints[schema] ?? '';
  const isUsable = (instance: unknown): boolean => isSound(around(instance));
  const boundaries = schemaBoundaries(readSchema(schema), bases, isUsable);
  const recipes: Recipe[] = [];
  // Instances that are accepted, by their JSON: what is the same is one vector.
  const accepted = new Map<string, { readonly name: string; readonly instance: unknown }>();
  const addAccepted = (instance: unknown, name: string, why: string): void => {
    const key = JSON.stringify(instance);
    if (accepted.has(key)) return;
    accepted.set(key, { name, instance });
    const draft = around(instance);
    recipes.push(accept({ name, cites: [rule], why, draft, warnings: warningsOf(draft) }));
  };
  for (const [index, base] of bases.entries()) {
    addAccepted(
      base,
      `${schema}-base-${index + 1}`,
      'The document is valid against its schema and uses many of its parts.',
    );
  }
  for (const { side, name, instance, schemaPointer, pointer } of boundaries) {
    if (side !== 'inside') continue;
    addAccepted(instance, `${schema}-${name}`, `The value at '${pointer}' is just within ${schemaPointer}.`);
  }
  for (const { side, name, keyword, instance, schemaPointer, pointer } of boundaries) {
    if (side !== 'outside' || keyword !== 'maxItems') continue;
    const longest = withoutLastItem(instance, pointer.split('/').slice(1));
    if (schemaBreaches(readSchema(schema), longest).length > 0 || !isUsable(longest)) continue;
    const why = `The value at '${pointer}' has as many items as ${schemaPointer} allows.`;
    addAccepted(longest, `${schema}-${name.replace('outside', 'at-limit')}`, why);
  }
  for (const boundary of boundaries) {
    if (boundary.side === 'outside') recipes.push(outside(boundary, [...accepted.values()]));
  }
  return recipes;

  function outside(
    boundary: SchemaBoundary,
    twins: readonly { readonly name: string; readonly instance: unknown }[],
  ): Recipe {
    const { name, instance, schemaPointer, keyword, pointer } = boundary;
    const draft = around(instance);
    const recipe = reject({
      name: `${schema}-${name}`,
      cites: [rule],
      why: `The value at '${pointer}' breaks ${schemaPointer} and nothing else of the schema.`,
      draft,
      at: isOfNames(boundary) ? { member, pointer } : placeIn(draft, member, pointer),
      twin: nearest(instance, twins),
    });
    return { ...recipe, expect: { ...recipe.expect, details: { keyword, schemaPointer } } };
  }
}

/** The instance with the array at the place one item shorter; attempts are as many as the times of their backoff. */
function withoutLastItem(value: unknown, [token, ...rest]: readonly string[]): unknown {
  if (token === undefined) return listOf(value).slice(0, -1);
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === token ? withoutLastItem(item, rest) : item));
  }
  if (!isObject(value)) return value;
  const member = withoutLastItem(value[token], rest);
  const attempts = token === 'backoff_ms' ? { max_attempts: listOf(member).length } : {};
  return { ...value, ...attempts, [token]: member };
}

function readSchema(name: string): Schema {
  const path = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    'contracts',
    'anpkg',
    'v1',
    'schemas',
    `${name}.schema.json`,
  );
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The accepted instance that differs least: in the fewest values. */
function nearest(instance: unknown, twins: readonly { readonly name: string; readonly instance: unknown }[]): string {
  let best = { name: '', distance: Number.POSITIVE_INFINITY };
  for (const twin of twins) {
    const distance = distanceOf(instance, twin.instance);
    if (distance < best.distance) best = { name: twin.name, distance };
  }
  return best.name;
}

function distanceOf(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const bothLists = Array.isArray(a) && Array.isArray(b);
  if (!bothLists && !(isObject(a) && isObject(b))) return 1 + sizeOf(a) + sizeOf(b);
  const left: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(a));
  const right: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(b));
  let distance = 0;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const both = Object.hasOwn(left, key) && Object.hasOwn(right, key);
    distance += both ? distanceOf(left[key], right[key]) : 1 + sizeOf(left[key]) + sizeOf(right[key]);
  }
  return distance;
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + sizeOf(inner), 0);
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
