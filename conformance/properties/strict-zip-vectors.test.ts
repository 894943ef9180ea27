import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { validateZip } from '../../reference/archive/zip/index.ts';
import { catalogue, type RuleId } from '../../reference/generated/catalogue.ts';
import type { Finding } from '../../reference/report/finding.ts';
import type { Judgement } from '../../reference/report/judgement.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { strictZipRecipes } from '../recipes/strict-zip/index.ts';

/** Vectors that break two rules of necessity; each rule has an isolated vector beside them, save the second. */
const NOT_ISOLATED: readonly string[] = [
  'two-entries-of-one-local-header',
  'more-than-16-gib-declared',
  'no-local-header-and-broken-extra-field',
  'setgid-bit-in-mode-of-directory',
  'stored-member-of-great-size',
  'zip64-central-directory-on-disk-one',
  'zip64-disk-one',
];

function isRuleId(id: string): id is RuleId {
  return id in catalogue;
}

function judge(recipe: Recipe, without: readonly string[] = []): Promise<Judgement> {
  if (!(recipe.input instanceof Uint8Array)) throw new Error(`${recipe.name} is no file`);
  const selection = { profile: recipe.profile, without: new Set(without.filter(isRuleId)) };
  return validateZip(bufferSource(recipe.input), { selection, observe: true });
}

function errors(judgement: Judgement): readonly Finding[] {
  return judgement.findings.filter(({ rule }) => catalogue[rule].level === 'MUST');
}

const accepts = strictZipRecipes.filter((recipe) => recipe.kind === 'accept');
const rejects = strictZipRecipes.filter((recipe) => recipe.kind === 'reject');

describe('accepted vectors of strict-zip', () => {
  it.each(accepts)('$name is observed as it was built', async (recipe) => {
    const judgement = await judge(recipe);
    expect(errors(judgement)).toEqual([]);
    expect(judgement.observation).toEqual(recipe.expect.observation);
    expect([...new Set(judgement.findings.map(({ rule }) => rule))]).toEqual(recipe.expect.warnings);
  });
});

describe('rejected vectors of strict-zip', () => {
  it.each(rejects)('$name breaks its rule at its place', async (recipe) => {
    const [primary] = errors(await judge(recipe));
    expect(primary?.rule).toBe(recipe.expect.primary);
    expect(primary?.at).toMatchObject(recipe.expect.at);
  });

  it.each(rejects.filter(({ name }) => !NOT_ISOLATED.includes(name)))(
    '$name is valid without its rule',
    async (recipe) => {
      expect(errors(await judge(recipe, [recipe.expect.primary]))).toEqual([]);
    },
  );

  it.each(rejects)('$name is accepted as its twin', (recipe) => {
    expect(accepts.map(({ name }) => name)).toContain(recipe.twin);
  });
});

describe('coverage of strict-zip', () => {
  const ids = Object.keys(catalogue)
    .filter(isRuleId)
    .filter((id) => id.startsWith('zip/'));
  const must = ids.filter((id) => catalogue[id].level === 'MUST');
  // 65,536 members make a file of 5.5 MB: a unit test of the reader, and a vector that is made at run time.
  const built = must.filter((id) => id !== 'zip/too-many-members');

  it('rejects a vector for each MUST rule', () => {
    const primaries = new Set(rejects.map(({ expect: { primary } }) => primary));
    expect(built.filter((id) => !primaries.has(id))).toEqual([]);
  });

  it('accepts a vector that comes close to each MUST rule', () => {
    const cited = new Set(accepts.flatMap(({ cites }) => cites));
    expect(built.filter((id) => !cited.has(id))).toEqual([]);
  });

  it('accepts vectors with and without the warning of each SHOULD rule', () => {
    const should = ids.filter((id) => catalogue[id].level === 'SHOULD');
    const withWarning = new Set(accepts.flatMap((recipe) => recipe.expect.warnings));
    const without = new Set(
      accepts.flatMap(({ cites, expect: { warnings } }) => cites.filter((id) => !warnings.includes(id))),
    );
    expect(should.filter((id) => !withWarning.has(id) || !without.has(id))).toEqual([]);
  });

  it('names each vector once', () => {
    const names = strictZipRecipes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
