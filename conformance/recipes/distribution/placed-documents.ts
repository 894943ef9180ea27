import { readSchema } from '../boundary-recipes.ts';
import { type SchemaBreach, schemaBreaches } from '../schema-breaches.ts';
import type { Members } from './artifact-draft.ts';

/** A document that breaks one constraint by which readers tell documents apart. */
export interface PlacedBreach {
  /** Kebab-case: what is wrong with it. */
  readonly name: string;
  readonly why: string;
  readonly instance: unknown;
  /** The one constraint of the schema that it breaks. */
  readonly breach: SchemaBreach;
}

const OTHERWISE: readonly (readonly [name: string, what: string, change: (value: Members) => unknown])[] = [
  ['is-list', 'is a list', (value) => [value]],
  ['without-version', 'has no schema_version', ({ schema_version: _, ...rest }) => rest],
  [
    'of-other-version',
    'has another schema_version',
    ({ schema_version: version, ...rest }) => ({ schema_version: `${String(version).replace(/1$/u, '2')}`, ...rest }),
  ],
];

/**
 * A document that stands where only one kind can stand, and is not of its schema by what would set it apart elsewhere.
 * Nothing for a change by which no constraint of the schema is broken.
 */
export function placedBreaches(schema: string, value: Members): readonly PlacedBreach[] {
  const root = readSchema('distribution', schema);
  return OTHERWISE.flatMap(([name, what, change]) => {
    const instance = change(value);
    const [breach, ...more] = schemaBreaches(root, instance);
    if (breach === undefined) return [];
    if (more.length > 0) throw new Error(`${schema} ${name} breaks more than one constraint`);
    // The sentence names the constraint: a refusal has no other place for it.
    return [
      {
        name,
        why: `In its place stands a document that ${what}, against ${breach.schemaPointer} of its schema.`,
        instance,
        breach,
      },
    ];
  });
}
