import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { validateZip } from '../../reference/archive/zip/index.ts';
import { catalogue, type RuleId } from '../../reference/generated/catalogue.ts';
import type { Finding } from '../../reference/report/finding.ts';
import type { Judgement } from '../../reference/report/judgement.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { strictZipRecipes } from '../recipes/strict-zip/index.ts';

/**
 * Vectors that break more rules than one of necessity, and the rules behind the first: without it there is the second
 * alone, and so on. Each rule has an isolated vector beside them, save the one on the size of the whole.
 */
const NOT_ISOLATED: ReadonlyMap<string, readonly RuleId[]> = new Map<string, readonly RuleId[]>([
  ['two-entries-of-one-local-header', ['zip/overlapping-members']],
  ['more-than-16-gib-declared', ['zip/ratio-too-high', 'zip/size-mismatch']],
  ['no-local-header-and-broken-extra-field', ['zip/malformed-extra-field']],
  ['setgid-bit-in-mode-of-directory', ['zip/directory-attribute-on-file']],
  ['stored-member-of-great-size', ['zip/size-mismatch']],
  ['zip64-central-directory-on-disk-one', ['zip/zip64-end-record-mismatch']],
  ['zip64-disk-one', ['zip/zip64-end-record-mismatch']],
]);

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

  it.each(rejects)('$name is valid without its rule, and those behind it where it breaks more', async (recipe) => {
    const without: string[] = [recipe.expect.primary];
    for (const next of NOT_ISOLATED.get(recipe.name) ?? []) {
      expect([...new Set(errors(await judge(recipe, without)).map(({ rule }) => rule))]).toEqual([next]);
      without.push(next);
    }
    expect(errors(await judge(recipe, without))).toEqual([]);
  });

  it('that are said to break more rules than one are among them', () => {
    const names = rejects.map(({ name }) => name);
    expect([...NOT_ISOLATED.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

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
