import { declarationOf, REGISTRY, utf8, type WorkspaceDraft, workspaceFolder } from '../assets-pa/workspace-draft.ts';
import { readSchema } from '../boundary-recipes.ts';
import type { RecipeFolder } from '../recipe.ts';
import { schemaBoundaries } from '../schema-boundaries.ts';
import { isObject, type Schema, toSchema } from '../schema-breaches.ts';
import { coin, entries, kit, type Refusal, soundWorkspace } from './sound-workspace.ts';

/** The inputs of the kit, where the coin declares them. */
const kitFiles: RecipeFolder = Object.fromEntries(
  Object.entries(kit.files).map(([path, entry]) => [`assets/sounds/coin/${path}`, entry]),
);
/**
 * More items than this are no vector but a burden: the tests of the packer are about those. What is beyond the greatest
 * safe integer breaks a rule of JSON.
 */
const MOST = { maxItems: 1000, maximum: Number.MAX_SAFE_INTEGER - 1 };

/** Documents just outside of each constraint of a schema, in the place of a good one. */
function fromSchema(
  schema: string,
  rule: string,
  bases: readonly unknown[],
  toDraft: (text: Uint8Array) => readonly [member: string, draft: WorkspaceDraft],
): readonly Refusal[] {
  return schemaBoundaries(withinReach(readSchema('assets-pa', schema)), bases)
    .filter(({ side }) => side === 'outside')
    .map(({ name, instance, pointer, schemaPointer }) => {
      const [member, draft] = toDraft(utf8(`${JSON.stringify(instance, undefined, 2)}\n`));
      const why = `The value at '${pointer}' breaks ${schemaPointer} and nothing else of the schema.`;
      return { name: `${schema}-${name}`, rule, input: workspaceFolder(draft), at: { member, pointer }, why };
    });
}

function withinReach(schema: Schema): Schema {
  const isKept = ([keyword, argument]: readonly [string, unknown]): boolean =>
    (keyword !== 'maxItems' && keyword !== 'maximum') || Number(argument) <= MOST[keyword];
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(isKept)
        .map(([keyword, inner]) => [keyword, walk(inner)]),
    );
  };
  return toSchema(walk(schema));
}

/** Registries and declarations that are not of their schema, in the place of good ones. */
export const schemaRefusals: readonly Refusal[] = [
  ...fromSchema('asset-declaration', 'declaration-schema', [coin.declaration, kit.declaration], (text) => {
    const member = declarationOf(coin);
    return [member, entries({ ...kitFiles, [member]: text })];
  }),
  ...fromSchema('asset-registry', 'registry-schema', [JSON.parse(registryText())], (text) => [
    REGISTRY,
    entries({ [REGISTRY]: text }),
  ]),
];

function registryText(): string {
  const text = workspaceFolder(soundWorkspace)[REGISTRY];
  return text instanceof Uint8Array ? new TextDecoder().decode(text) : '';
}
