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

/**
 * Documents that break two rules, by design or of necessity, and the second of them; each rule has others beside them
 * that break it alone.
 */
const BREAK_TWO: ReadonlyMap<string, RuleId> = new Map<string, RuleId>([
  ['carriage-return', 'yaml/syntax'],
  ['duplicate-half-surrogate-names', 'json/lone-surrogate'],
  ['duplicate-name-behind-half-surrogate', 'json/lone-surrogate'],
  ['half-surrogate-behind-unsafe-integer', 'json/unsafe-integer'],
  ['margin-behind-white-line', 'yaml/syntax'],
  ['overflow-behind-underflow', 'json/number-underflow'],
  ['tab-at-the-margin-of-block-scalar', 'yaml/tab'],
  ['tab-behind-block-scalar', 'yaml/syntax'],
  ['tag-up-to-white-space', 'yaml/syntax'],
  ['unsafe-integer-behind-overflow', 'json/number-overflow'],
]);

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
    const expected = [recipe.expect.primary, BREAK_TWO.get(recipe.name)];
    expect(findings.filter(({ rule }) => !expected.includes(rule))).toEqual([]);
  });

  it.each(rejects.map((recipe) => [recipe.name, recipe] as const))(
    '%s is valid without its rule, and without the second where it breaks two',
    async (_, recipe) => {
      const second = BREAK_TWO.get(recipe.name);
      const without = [primaryOf(recipe)];
      if (second !== undefined) {
        const { findings } = await judge(recipe, without);
        expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([second]);
        without.push(second);
      }
      const { findings, observation } = await judge(recipe, without);
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

it('every document that is said to break two rules is one that is refused', () => {
  const names = [...strictJsonRecipes, ...strictYamlRecipes].flatMap(({ kind, name }) =>
    kind === 'reject' ? name : [],
  );
  expect([...BREAK_TWO.keys()].filter((name) => !names.includes(name))).toEqual([]);
});
