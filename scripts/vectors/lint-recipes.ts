import { isDeepStrictEqual } from 'node:util';
import type { AnyRecipe, ResolveRecipe } from '../../conformance/recipes/case-recipe.ts';
import { isInCore } from '../../conformance/recipes/rule-profile.ts';
import type { RuleFacts } from '../../conformance/suite/rule-facts.ts';
import { contractName } from './build-vectors.ts';

/** What is wrong with the recipes as a set; nothing where all is well. */
export function lintRecipes(recipes: readonly AnyRecipe[], rules: ReadonlyMap<string, RuleFacts>): readonly string[] {
  const problems: string[] = [];
  const byName = new Map<string, AnyRecipe>();
  for (const recipe of recipes) {
    const key = `${contractName(recipe)}/${recipe.name}`;
    if (byName.has(key)) problems.push(`${key}: the name stands twice`);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(recipe.name)) problems.push(`${key}: the name is not in kebab-case`);
    byName.set(key, recipe);
  }
  for (const [key, recipe] of byName) {
    for (const problem of problemsOf(recipe, rules, byName)) problems.push(`${key}: ${problem}`);
  }
  return problems;
}

function* problemsOf(
  recipe: AnyRecipe,
  rules: ReadonlyMap<string, RuleFacts>,
  byName: ReadonlyMap<string, AnyRecipe>,
): Iterable<string> {
  for (const id of recipe.cites) {
    const rule = rules.get(id);
    if (rule === undefined) yield `cites ${id}, which no catalogue has`;
    else if (rule.status !== 'active') yield `cites ${id}, which is retired`;
  }
  if (new Set(recipe.cites).size !== recipe.cites.length) yield 'cites a rule twice';
  if (!/^\S.*\.$/s.test(recipe.why)) yield 'why is not a sentence';
  if (recipe.kind === 'golden') {
    if (!recipe.expect.produced) yield* problemsOfPrimary(recipe.expect.primary, recipe, rules);
    else yield* problemsOfWarnings(recipe.expect.warnings ?? [], rules);
    return;
  }
  if (recipe.kind === 'relation') return;
  if (recipe.kind === 'resolve') {
    yield* problemsOfResolution(recipe, rules, byName);
    return;
  }
  if (recipe.expect.valid) {
    yield* problemsOfWarnings(recipe.expect.warnings, rules);
    if (recipe.profile === 'core' && !recipe.expect.warnings.every(isInCore)) yield 'expects a warning that core lacks';
    return;
  }
  if (recipe.profile === 'core' && !isInCore(recipe.expect.primary)) yield 'expects a rule that core lacks';
  yield* problemsOfPrimary(recipe.expect.primary, recipe, rules);
  if (recipe.kind !== 'reject') return;
  const twin = byName.get(`${contractName(recipe)}/${recipe.twin}`);
  if (twin === undefined) yield `has no twin ${recipe.twin}`;
  else if (twin.kind !== 'accept') yield `its twin ${recipe.twin} is not accepted`;
  // What is accepted under all rules is accepted under those of `core` too, but not the other way round.
  else if (recipe.profile === 'hardened' && isOfCoreOnly(twin, rules)) yield `its twin ${recipe.twin} is of core only`;
}

function* problemsOfPrimary(
  primary: string,
  { cites }: AnyRecipe,
  rules: ReadonlyMap<string, RuleFacts>,
): Iterable<string> {
  if (!cites.includes(primary)) yield 'does not cite its primary rule';
  if (rules.get(primary)?.level !== 'MUST') yield 'its primary rule is not of level MUST';
}

function* problemsOfWarnings(warnings: readonly string[], rules: ReadonlyMap<string, RuleFacts>): Iterable<string> {
  for (const id of warnings) {
    if (rules.get(id)?.level !== 'SHOULD') yield `expects the warning ${id}, which is no SHOULD rule`;
  }
}

function* problemsOfResolution(
  { expect, twin, cites, contract, input, identity, now, options }: ResolveRecipe,
  rules: ReadonlyMap<string, RuleFacts>,
  byName: ReadonlyMap<string, AnyRecipe>,
): Iterable<string> {
  if ('resolved' in expect) {
    if (twin !== undefined) yield 'is resolved, and has a twin';
    yield* problemsOfWarnings(expect.warnings, rules);
    return;
  }
  if (!cites.includes(expect.refused)) yield 'does not cite the rule for which it is refused';
  if (rules.get(expect.refused)?.level !== 'MUST') yield 'the rule for which it is refused is not of level MUST';
  const other = byName.get(`${contractName({ contract })}/${twin}`);
  if (other?.kind !== 'resolve' || !('resolved' in other.expect)) yield `has no twin ${twin} that is resolved`;
  else if (isDeepStrictEqual(toAsked(other), toAsked({ input, identity, now, options })))
    yield 'asks what its twin asks';
}

function toAsked({
  input,
  identity,
  now,
  options,
}: Pick<ResolveRecipe, 'input' | 'identity' | 'now' | 'options'>): object {
  return { input, identity, now, options };
}

/** An accepted vector of core that cites one of our own rules breaks it; a SHOULD does no harm. */
function isOfCoreOnly({ profile, cites }: AnyRecipe, rules: ReadonlyMap<string, RuleFacts>): boolean {
  return profile === 'core' && cites.some((id) => !isInCore(id) && rules.get(id)?.level === 'MUST');
}
