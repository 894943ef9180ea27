import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSchema } from '../../conformance/recipes/boundary-recipes.ts';
import { SCHEMA_BASES } from '../../conformance/recipes/distribution/schema-bases.ts';
import { schemaBoundaries } from '../../conformance/recipes/schema-boundaries.ts';
import { readVerdictVectors } from '../../conformance/suite/read-vectors.ts';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { validateDistribution } from '../../reference/distribution/index.ts';
import { validateDoctorCliPackage } from '../../reference/doctor-cli-package/index.ts';
import { catalogue, type RuleId } from '../../reference/generated/catalogue.ts';
import { rulesOfSchemas } from './all-recipes.ts';
import { constraintPointers } from './table.ts';

/** Constraints that no input can break as far as a reader shows, since another rule is broken first. */
interface Dominated {
  readonly schema: string;
  readonly constraints: readonly string[];
  readonly by: string;
  readonly reason: string;
}

const root = join(import.meta.dirname, '../..');
const listed: readonly Dominated[] = JSON.parse(
  readFileSync(join(root, 'conformance/dominated-constraints.json'), 'utf8'),
);

describe('the constraints of the schemas', () => {
  test('are each broken by a vector, but for those that are listed', () => {
    const expectations = readVerdictVectors(join(root, 'conformance/vectors')).map(({ vector }) => vector.expect);
    const unbroken: Record<string, readonly string[]> = {};
    for (const [contract, rules] of Object.entries(rulesOfSchemas)) {
      for (const [schema, rule] of Object.entries(rules)) {
        const broken = expectations.map((expect) =>
          !expect.valid && expect.primary === rule ? expect.details?.schemaPointer : undefined,
        );
        const left = [...constraintPointers(readSchema(contract, schema))].filter((at) => !broken.includes(at));
        if (left.length > 0) unbroken[`${contract}/${schema}`] = left.sort();
      }
    }
    expect(unbroken).toEqual(
      Object.fromEntries(listed.map(({ schema, constraints }) => [schema, [...constraints].sort()])),
    );
  });

  test.each(listed)('of $schema that are listed are dominated by $by', async ({ schema, constraints, by }) => {
    const [contract = '', name = ''] = schema.split('/');
    const examples = contract === 'distribution' ? (SCHEMA_BASES[name] ?? []) : twoExamples(contract, name);
    const breaking = schemaBoundaries(readSchema(contract, name), examples, () => true).filter(
      ({ side, schemaPointer }) => side === 'outside' && constraints.includes(schemaPointer),
    );
    const validate = contract === 'distribution' ? validateDistribution : validateDoctorCliPackage;
    expect(new Set(breaking.map(({ schemaPointer }) => schemaPointer))).toEqual(new Set(constraints));
    for (const { instance } of breaking) {
      // With the rule, it is what is found; without it, nothing is: no reader asks for the constraint.
      expect(await brokenRules(validate, instance)).toEqual([by]);
      expect(await brokenRules(validate, instance, by)).toEqual([]);
    }
  });

  test('that are listed have a reason', () => {
    expect(listed.filter(({ reason }) => !/^[A-Z].{20,}\.$/u.test(reason))).toEqual([]);
  });
});

function twoExamples(contract: string, name: string): readonly unknown[] {
  return ['', '.minimal'].map((kind): unknown =>
    JSON.parse(readFileSync(join(root, `contracts/${contract}/v1/examples/${name}${kind}.json`), 'utf8')),
  );
}

async function brokenRules(
  validate: typeof validateDoctorCliPackage,
  instance: unknown,
  without = '',
): Promise<readonly string[]> {
  const source = bufferSource(Buffer.from(JSON.stringify(instance)));
  const selection = { profile: 'hardened', without: new Set([without].filter(isRuleId)) } as const;
  const options = { selection, observe: false };
  const { findings } = await validate({ kind: 'bytes', name: 'input', source }, options);
  return findings.map(({ rule }) => rule);
}

function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}
