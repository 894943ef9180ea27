import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSchema } from '../../conformance/recipes/boundary-recipes.ts';
import type { RuleFacts } from '../../conformance/suite/rule-facts.ts';
import type { Vector } from '../../conformance/suite/vector.ts';
import { rulesOfSchemas } from './all-recipes.ts';

const ORIGINS = ['seed', 'published', 'specification', 'ours'];

/** Rules by origin, vectors by kind, and the constraints of the schemas that a rejected vector breaks. */
export function toTable(root: string, rules: ReadonlyMap<string, RuleFacts>, vectors: readonly Vector[]): string {
  const active = [...rules.values()].filter(({ status }) => status === 'active');
  const contracts = readdirSync(join(root, 'contracts'))
    .filter((contract) => active.some((rule) => rule.contract === contract))
    .sort();
  const rows: (string | number)[][] = [
    ['contract', ...ORIGINS, 'MUST', 'SHOULD', 'accept', 'reject', 'resolve', 'core', 'hardened'],
  ];
  for (const contract of contracts) {
    const own = active.filter((rule) => rule.contract === contract);
    const ownVectors = vectors.filter((vector) => vector.contract.startsWith(`${contract}@`));
    rows.push([
      contract,
      ...ORIGINS.map((origin) => own.filter((rule) => rule.origin === origin).length),
      ...['MUST', 'SHOULD'].map((level) => own.filter((rule) => rule.level === level).length),
      ...['accept', 'reject', 'resolve'].map((kind) => ownVectors.filter((vector) => vector.kind === kind).length),
      ...['core', 'hardened'].map((profile) => ownVectors.filter((vector) => vector.profile === profile).length),
    ]);
  }
  return `${align(rows)}\n\n${align([['schema', 'constraints', 'broken by a vector'], ...constraintRows(vectors)])}`;
}

function constraintRows(vectors: readonly Vector[]): (string | number)[][] {
  return Object.entries(rulesOfSchemas).flatMap(([contract, rules]) =>
    Object.entries(rules).map(([schema, rule]) => {
      const all = new Set(constraintPointers(readSchema(contract, schema)));
      const broken = new Set(
        vectors.flatMap(({ expect }) =>
          'details' in expect && expect.primary === rule && expect.details !== undefined
            ? [expect.details.schemaPointer]
            : [],
        ),
      );
      return [`${contract}/${schema}`, all.size, [...all].filter((pointer) => broken.has(pointer)).length];
    }),
  );
}

const CONSTRAINTS = new Set(
  'type const enum pattern minLength maxLength minimum maximum minItems maxItems uniqueItems minProperties maxProperties required not'.split(
    ' ',
  ),
);

/** Pointers of all constraining keywords, conditions left aside. */
export function* constraintPointers(schema: unknown, pointer = '#'): Iterable<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [keyword, argument] of Object.entries(schema)) {
    const at = `${pointer}/${keyword.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (CONSTRAINTS.has(keyword) || (keyword === 'additionalProperties' && argument === false)) yield at;
    if (keyword === 'properties' || keyword === '$defs') {
      for (const [name, inner] of Object.entries(argument)) yield* constraintPointers(inner, `${at}/${name}`);
    } else if (keyword === 'allOf' && Array.isArray(argument)) {
      for (const [index, inner] of argument.entries()) yield* constraintPointers(inner, `${at}/${index}`);
    } else if (['items', 'then', 'else', 'additionalProperties', 'propertyNames'].includes(keyword)) {
      yield* constraintPointers(argument, at);
    }
  }
}

function align(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i] ?? 0) : String(cell).padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
