import type { Budget, Identity, Relation, ResolveExpectation, Segment } from '../suite/vector.ts';
import type { ExpectedLocation, Recipe, RecipeBase, RecipeFolder, RecipeInput } from './recipe.ts';

/** A recipe of a vector that is no single stored input with a verdict. */
export type CaseRecipe = GoldenRecipe | ResolveRecipe | LimitRecipe | RelationRecipe;

export type AnyRecipe = Recipe | CaseRecipe;

/** What a producer is given, and what it must make of it. */
export interface GoldenRecipe extends Omit<RecipeBase, 'role' | 'input'> {
  readonly kind: 'golden';
  readonly role: 'producer';
  readonly input: RecipeFolder;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expect:
    | { readonly produced: true; readonly output: RecipeInput; readonly warnings?: readonly string[] }
    | {
        readonly produced: false;
        readonly primary: string;
        readonly at: ExpectedLocation;
        readonly leavesNothing?: true;
        readonly output?: RecipeFolder;
      };
}

/** What a resolver is given and told, and what it must make of it. */
export interface ResolveRecipe extends Omit<RecipeBase, 'role' | 'profile' | 'input'> {
  readonly kind: 'resolve';
  readonly role: 'resolver';
  /** All rules are in force: what is lenient is asked for by an option. */
  readonly profile: 'hardened';
  readonly input: RecipeFolder;
  readonly identity: Identity;
  readonly now: string;
  readonly options: Readonly<Record<string, string | boolean>>;
  readonly expect: ResolveExpectation;
  /** Of a refusal: name of the resolution that it is one edit away from. */
  readonly twin?: string;
}

/** An input that is too large to be stored. */
export interface LimitRecipe extends Omit<RecipeBase, 'input'> {
  readonly kind: 'limit';
  readonly segments: readonly Segment[];
  readonly budget: Budget;
  readonly expect:
    | { readonly valid: true; readonly warnings: readonly string[] }
    | { readonly valid: false; readonly primary: string; readonly at: ExpectedLocation };
}

/** What holds for every input that follows from this one. */
export interface RelationRecipe extends Omit<RecipeBase, 'role'> {
  readonly kind: 'relation';
  readonly role: 'consumer' | 'producer';
  readonly options?: Readonly<Record<string, unknown>>;
  readonly relation: Relation;
  readonly expect: { readonly valid: boolean } | { readonly produced: true };
}
