import { join } from 'node:path';
import type { SchemaValidator } from '../../../reference/document/schema-validator.ts';
import { KEY_OF_OTHER, toExactCode } from '../../../scripts/generate/exact-code.ts';
import { schemaCompiler } from '../../../scripts/generate/schema-compiler.ts';
import { readSchemas, type SchemaFile } from '../../../scripts/generate/schemas.ts';
import { readVectors, type StoredVector } from '../../suite/read-vectors.ts';
import { readRules } from '../../suite/rule-facts.ts';
import type { MutantResult } from '../mutant.ts';
import { enumMembers, type Schema, type SchemaConstraint, schemaConstraints } from '../schema-constraints.ts';
import type { DrivenReference } from './driven-reference.ts';
import { loadBundle } from './load-bundle.ts';
import { type Part, takePart } from './part.ts';
import { tryTrials } from './try-trials.ts';

interface ConstraintMutant {
  readonly id: string;
  readonly file: SchemaFile;
  readonly constraint: SchemaConstraint;
  /** The vectors that can tell, the likeliest first. */
  readonly near: readonly StoredVector[];
}

/**
 * Takes one constraint and one member of an `enum` after another out of the schemas of the contracts, and says which
 * vector tells. `hints` names those that did.
 */
export async function* judgeConstraints(
  root: string,
  part: Part,
  { contracts, hints }: { readonly contracts: readonly string[]; readonly hints: Readonly<Record<string, string>> },
): AsyncIterable<MutantResult> {
  const rules = new Set(readRules(root).keys());
  // Where no rule is about a schema, only what is written here is held against it.
  const files = readSchemas(root).filter(
    (file) => contracts.includes(file.contract) && ruleOf(file, rules) !== undefined,
  );
  const compile = validatorMaker();
  const driven = await loadBundle({ root, swappable: true });
  for (const file of files) driven.placeValidator(file.id, compile(file.schema));
  const mutants = takePart(toMutants(root, files, hints), part);
  await assertPassed([...new Set(mutants.flatMap(({ near }) => near))], driven);
  for (const mutant of mutants) yield judge(mutant, compile, driven);
}

/** Throws where a vector does not pass with all schemas as they are: then nothing is shown by one that fails later. */
export async function assertPassed(
  vectors: readonly StoredVector[],
  { outcomeOf }: Pick<DrivenReference, 'outcomeOf'>,
): Promise<void> {
  for (const stored of vectors) {
    const outcome = await outcomeOf(stored);
    if (outcome !== 'pass') throw new Error(`void: without a mutant, ${stored.vector.id} is ${outcome}`);
  }
}

function toMutants(
  root: string,
  files: readonly SchemaFile[],
  hints: Readonly<Record<string, string>>,
): readonly ConstraintMutant[] {
  const rules = new Set(readRules(root).keys());
  const vectors = readVectors(join(root, 'conformance/vectors'));
  return files.flatMap((file) => {
    const rule = ruleOf(file, rules);
    const toMutant = (constraint: SchemaConstraint, near: readonly StoredVector[]): ConstraintMutant => {
      const { pointer, name } = constraint;
      const id = `${file.id}${pointer}${name === undefined ? '' : `:${name}`}`;
      const isLikely = ({ vector }: StoredVector): boolean => hints[id]?.startsWith(vector.id) ?? false;
      return { id, file, constraint, near: [...near.filter(isLikely), ...near.filter((one) => !isLikely(one))] };
    };
    const ofRule = vectors.filter(({ vector }) => rule !== undefined && vector.cites.includes(rule));
    const accepted = vectors.filter(({ vector }) => vector.kind === 'accept' && isOf(vector.contract, file.contract));
    return [
      ...schemaConstraints(file.schema).map((constraint) =>
        toMutant(
          constraint,
          ofRule.filter((stored) => isNear(stored, rule ?? '', constraint) || isRefusedNear(stored, rule, constraint)),
        ),
      ),
      // Where no rule is about the schema, no vector is about what it holds for.
      ...(rule === undefined ? [] : enumMembers(file.schema)).map((constraint) => toMutant(constraint, accepted)),
    ];
  });
}

function isOf(contract: string, name: string): boolean {
  return contract.replace(/@.*$/u, '') === name;
}

async function judge(
  { id, file, constraint, near }: ConstraintMutant,
  compile: (schema: Schema) => SchemaValidator,
  driven: DrivenReference,
): Promise<MutantResult> {
  let faulty: SchemaValidator;
  try {
    faulty = compile(constraint.without);
  } catch (error) {
    return { id, status: 'broken', problem: String(error) };
  }
  const trials = near.map((stored) => ({
    name: `${stored.vector.id}@${stored.vector.rev}`,
    run: () => driven.withValidator(file.id, faulty, () => driven.outcomeOf(stored)),
  }));
  return tryTrials(id, trials);
}

/** Vectors that can tell: those whose finding names the constraint; for a condition, all that cite the schema's rule. */
function isNear({ vector: { kind, expect } }: StoredVector, rule: string, constraint: SchemaConstraint): boolean {
  const { covers, keyword, pointer } = constraint;
  if (covers === undefined) return true;
  if (kind !== 'reject' || expect.valid || expect.primary !== rule || expect.details === undefined) return false;
  const { details } = expect;
  return covers.includes(details.schemaPointer) && (details.schemaPointer !== pointer || details.keyword === keyword);
}

/** The same of producers and resolvers: a refusal names no constraint, and the sentence that says why does. */
function isRefusedNear(
  { vector: { kind, expect, why } }: StoredVector,
  rule: string | undefined,
  { covers = [] }: SchemaConstraint,
): boolean {
  const refused =
    kind === 'golden' && 'primary' in expect ? expect.primary : 'refused' in expect ? expect.refused : undefined;
  return refused !== undefined && refused === rule && covers.some((pointer) => why.includes(` ${pointer} `));
}

/** The rule that a schema is: `<contract>/<schema>-schema`, or with the schema's last word alone. */
function ruleOf({ contract, name }: SchemaFile, rules: ReadonlySet<string>): string | undefined {
  return [name, name.replace(/^.*-/, '')].map((word) => `${contract}/${word}-schema`).find((id) => rules.has(id));
}

/** Compiles schemas as the generated validators were, with one compiler: making one takes longer than its work. */
function validatorMaker(): (schema: Schema) => SchemaValidator {
  const compiler = schemaCompiler([], (code) => `${KEY_OF_OTHER}${toExactCode(code)}`);
  let made = 0;
  return (schema) => {
    made += 1;
    const $id = `${schema.$id}#`.replace('#', `?mutant=${made}`);
    const validate = compiler.compile({ ...schema, $id });
    const validator: SchemaValidator = (data) => {
      const holds = validate(data) === true;
      validator.errors = validate.errors ?? null;
      return holds;
    };
    return validator;
  };
}
