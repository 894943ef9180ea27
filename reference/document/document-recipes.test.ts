import { describe, expect, it } from 'vitest';
import type { Recipe, RejectRecipe } from '../../conformance/recipes/recipe.ts';
import { strictJsonRecipes } from '../../conformance/recipes/strict-json/index.ts';
import { strictYamlRecipes } from '../../conformance/recipes/strict-yaml/index.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { catalogue, type RuleId } from '../generated/catalogue.ts';
import type { Judgement } from '../report/judgement.ts';
import { digestCanonicalJson } from './canonical-digest.ts';
import { validateJson } from './json/index.ts';
import type { JsonValue } from './parsed-document.ts';
import { validateYaml } from './yaml/index.ts';

const LARGE_ONLY = ['json/too-large', 'yaml/too-large'];

/** Documents that break two rules, by design or of necessity; each rule has others beside them that break it alone. */
const BREAK_TWO: readonly string[] = [
  'carriage-return',
  'duplicate-half-surrogate-names',
  'duplicate-name-behind-half-surrogate',
  'half-surrogate-behind-unsafe-integer',
  'margin-behind-white-line',
  'overflow-behind-underflow',
  'tab-behind-block-scalar',
  'tag-up-to-white-space',
  'unsafe-integer-behind-overflow',
];

async function judge(recipe: Recipe, without: readonly RuleId[] = []): Promise<Judgement> {
  if (!(recipe.input instanceof Uint8Array)) throw new Error('a document recipe has one file');
  const validate = recipe.contract === 'strict-json@1' ? validateJson : validateYaml;
  const selection = { profile: recipe.profile, without: new Set(without) };
  return validate(bufferSource(recipe.input), { selection, observe: true });
}

function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}

function primaryOf({ expect: { primary } }: RejectRecipe): RuleId {
  if (!isRuleId(primary)) throw new Error(`no rule ${primary}`);
  return primary;
}

describe.each([
  ['strict-json@1', strictJsonRecipes],
  ['strict-yaml@1', strictYamlRecipes],
] as const)('recipes of %s', (contract, recipes: readonly Recipe[]) => {
  const rejects = recipes.filter((recipe) => recipe.kind === 'reject');
  const accepts = recipes.filter((recipe) => recipe.kind === 'accept');
  const rules = Object.keys(catalogue).filter((id) => isRuleId(id) && catalogue[id].contract === contract);

  it.each(accepts.map((recipe) => [recipe.name, recipe] as const))('%s is accepted and observed', async (_, recipe) => {
    const { findings, observation } = await judge(recipe);
    expect(findings).toEqual([]);
    // The recipe's value was typed as a literal; it is JSON by construction.
    const value: JsonValue = JSON.parse(JSON.stringify(recipe.expect.observation.documents['']));
    expect(observation?.documents).toEqual({ '': digestCanonicalJson(value) });
  });

  it.each(rejects.map((recipe) => [recipe.name, recipe] as const))('%s is refused where it says', async (_, recipe) => {
    const { findings, observation } = await judge(recipe);
    expect(observation).toBeUndefined();
    expect(findings[0]).toMatchObject({ rule: recipe.expect.primary, at: recipe.expect.at });
    const others = findings.filter(({ rule }) => rule !== recipe.expect.primary);
    if (!BREAK_TWO.includes(recipe.name)) expect(others).toEqual([]);
  });

  it.each(rejects.filter(({ name }) => !BREAK_TWO.includes(name)).map((recipe) => [recipe.name, recipe] as const))(
    '%s is valid without its rule',
    async (_, recipe) => {
      const { findings, observation } = await judge(recipe, [primaryOf(recipe)]);
      expect(findings).toEqual([]);
      expect(observation).toBeDefined();
    },
  );

  it('refuse by every rule, and come close to every rule', () => {
    const rejected = new Set(rejects.map(({ expect }) => expect.primary));
    const approached = new Set(accepts.flatMap(({ cites }) => cites));
    expect(rules.filter((rule) => !rejected.has(rule))).toEqual(LARGE_ONLY.filter((rule) => rules.includes(rule)));
    expect(rules.filter((rule) => !approached.has(rule))).toEqual(LARGE_ONLY.filter((rule) => rules.includes(rule)));
  });

  it('have unique names, cite rules that exist, and have twins that are accepted', () => {
    expect(new Set(recipes.map(({ name }) => name)).size).toBe(recipes.length);
    expect(recipes.flatMap(({ cites }) => cites).filter((id) => !rules.includes(id))).toEqual([]);
    const names = new Set(accepts.map(({ name }) => name));
    expect(rejects.filter(({ twin }) => !names.has(twin))).toEqual([]);
  });
});
