import type { AnyRecipe, GoldenRecipe, LimitRecipe, ResolveRecipe } from '../../conformance/recipes/case-recipe.ts';
import { measureInput } from '../../conformance/suite/generate-input.ts';
import { isFolderInput } from '../../conformance/suite/stage-input.ts';
import type {
  GoldenVector,
  LimitVector,
  RelationVector,
  ResolveVector,
  VerdictVector,
} from '../../conformance/suite/vector.ts';
import { type InputFiles, toVectorExpectation, toVectorInput } from './vector-files.ts';

type Stated = 'id' | 'rev' | 'contract' | 'profile' | 'cites' | 'why' | 'twin';

/** What a kind of vector holds beside what all of them have. */
export type VectorBody =
  | Omit<VerdictVector, Stated>
  | Omit<GoldenVector, Stated>
  | Omit<ResolveVector, Stated>
  | Omit<LimitVector, Stated>
  | Omit<RelationVector, Stated>;

/** The part of a vector that its kind decides, the files beside it, and what its revision is about. */
export interface BuiltBody {
  readonly body: VectorBody;
  readonly files: InputFiles;
  readonly stated: object;
}

/** Builds the part of a vector that its kind decides. */
export function toVectorBody(recipe: AnyRecipe): BuiltBody {
  switch (recipe.kind) {
    case 'golden':
      return toGolden(recipe);
    case 'resolve':
      return toResolve(recipe);
    case 'limit':
      return toLimit(recipe);
    case 'relation': {
      const { kind, role, options, relation, expect } = recipe;
      const { input, files } = toVectorInput(recipe.input);
      const body = { kind, role, input, ...(options && { options }), relation, expect };
      return { body, files, stated: { ...body, input: input.sha256 } };
    }
    default: {
      const { kind, role, options } = recipe;
      const { input, files } = toVectorInput(recipe.input);
      const told = options && { options };
      const expect = toVectorExpectation(recipe);
      return {
        body: { kind, role, input, ...told, expect },
        files,
        stated: { input: input.sha256, ...told, expect },
      };
    }
  }
}

function toGolden({ kind, role, options, expect, ...recipe }: GoldenRecipe): BuiltBody {
  const { input, files } = toVectorInput(recipe.input);
  if (!isFolderInput(input)) throw new Error('a producer is given a folder');
  const common = { kind, role, input, options } as const;
  if (!expect.produced) {
    const { output, ...refusal } = expect;
    if (output === undefined)
      return { body: { ...common, expect: refusal }, files, stated: { input: input.sha256, options, expect } };
    const left = toVectorInput(output, 'output');
    return {
      body: { ...common, expect: { ...refusal, output: left.input } },
      files: new Map([...files, ...left.files]),
      stated: { input: input.sha256, options, expect: refusal, output: left.input.sha256 },
    };
  }
  const product = toVectorInput(expect.output, 'output');
  const warnings = expect.warnings && { warnings: expect.warnings };
  return {
    body: { ...common, expect: { produced: true, output: product.input, ...warnings } },
    files: new Map([...files, ...product.files]),
    stated: { input: input.sha256, options, output: product.input.sha256, ...warnings },
  };
}

function toResolve({ kind, role, identity, now, options, expect, ...recipe }: ResolveRecipe): BuiltBody {
  const { input, files } = toVectorInput(recipe.input);
  if (!isFolderInput(input)) throw new Error('a resolver is given a folder');
  const body = { kind, role, input, identity, now, options, expect };
  return { body, files, stated: { ...body, input: input.sha256 } };
}

// Larger inputs are made as sparse files, and reading one again to digest it takes longer than everything else.
const DIGESTED = 64 * 1024 * 1024;

function toLimit({ kind, role, segments, budget, expect }: LimitRecipe): BuiltBody {
  const size = measureInput(segments, { digest: false }).size;
  const digest = size < DIGESTED ? { sha256: measureInput(segments).sha256 } : {};
  const input = { path: 'input', size, ...digest, segments };
  return { body: { kind, role, input, budget, expect }, files: new Map(), stated: { input: segments, budget, expect } };
}
