import type { ResolveRecipe } from '../case-recipe.ts';
import type { RecipeFolder } from '../recipe.ts';
import { type ArtifactDraft, type ArtifactIdentity, draftArtifact, FIRST } from './artifact-draft.ts';
import { BEFORE_SUNSET, draftRepository } from './repository-draft.ts';

/** What a resolver is given and told. */
export interface Asked {
  readonly input: RecipeFolder;
  readonly identity: ResolveRecipe['identity'];
  readonly now: string;
  readonly options: ResolveRecipe['options'];
  readonly cites: readonly string[];
}

const COMMON = { contract: 'distribution@1', kind: 'resolve', role: 'resolver', profile: 'hardened' } as const;

/** The example, alone in its index. */
export const ONE: ArtifactDraft = draftArtifact(FIRST);

/** What a person types: the parts in full, and eight digits of the commit. */
export const TYPED: ResolveRecipe['identity'] = { ...FIRST, git_rev: 'ab12cd34' };

const USUAL: Asked = {
  input: draftRepository([ONE]),
  identity: TYPED,
  now: BEFORE_SUNSET,
  options: {},
  cites: [],
};

/** A request that has an answer; as that for the one example, but for what is given. */
export function resolves(
  name: string,
  why: string,
  artifact: ArtifactDraft,
  { warnings = [], ...asked }: Partial<Asked> & { readonly warnings?: readonly string[] } = {},
): ResolveRecipe {
  const cites = [...(asked.cites ?? []), ...warnings];
  return { ...COMMON, ...USUAL, ...asked, name, why, cites, expect: { resolved: artifact.artifactFile, warnings } };
}

/** A request that is refused; as that of its twin, but for what is given. */
export function refuses(
  name: string,
  why: string,
  twin: ResolveRecipe,
  rule: string,
  asked: Partial<Asked>,
): ResolveRecipe {
  const cites = [rule, ...(asked.cites ?? [])];
  return { ...twin, ...asked, name, why, cites, expect: { refused: rule }, twin: twin.name };
}

/** An artifact whose identity differs from that of the example. */
export function another(change: Partial<ArtifactIdentity>): ArtifactDraft {
  return draftArtifact({ ...FIRST, ...change });
}

/** What is typed, with some parts otherwise; `undefined` takes a part away. */
export function typed(change: Partial<Record<keyof ArtifactIdentity, string | undefined>>): ResolveRecipe['identity'] {
  const parts = Object.entries({ ...TYPED, ...change }).flatMap(([part, value]) =>
    value === undefined ? [] : [[part, value] as const],
  );
  return Object.fromEntries(parts);
}
