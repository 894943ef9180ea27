import { escapeToken, isObject, resolve, type Schema } from '../../conformance/recipes/schema-breaches.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../generate/map-schema.ts';

/** Keywords that say something to people and nothing to a validator. */
export const ANNOTATIONS: readonly string[] = ['$comment', 'deprecated', 'description', 'examples', 'title'];

/** A schema without references: so that moving a constraint into a definition, or out of one, is no change. */
export interface InlinedSchema {
  readonly schema: Schema;
  /** From the path of a subschema here, tokens as JSON, to where it stands in the file. */
  readonly origins: ReadonlyMap<string, string>;
}

/** Replaces every reference by what it leads to; `$id` and `$defs` go. Throws where definitions lead to themselves. */
export function inlineSchema(root: Schema): InlinedSchema {
  const origins = new Map<string, string>();
  const visit = (schema: Schema, origin: string, path: readonly string[], open: readonly string[]): Schema => {
    origins.set(pathKey(path), origin);
    const inner = (value: unknown, ...tokens: readonly string[]): unknown =>
      isObject(value)
        ? visit(value, [origin, ...tokens.map(escapeToken)].join('/'), [...path, ...tokens], open)
        : value;
    const members = Object.entries(schema).flatMap(([keyword, value]): readonly [string, unknown][] => {
      if (['$id', '$schema', '$defs', '$ref'].includes(keyword)) return [];
      if (SCHEMA_KEYWORDS.includes(keyword)) return [[keyword, inner(value, keyword)]];
      if (SCHEMA_LIST_KEYWORDS.includes(keyword) && Array.isArray(value)) {
        return [[keyword, value.map((item, index) => inner(item, keyword, `${index}`))]];
      }
      if (SCHEMA_MAP_KEYWORDS.includes(keyword) && isObject(value)) {
        const named = Object.entries(value).map(([name, item]) => [name, inner(item, keyword, name)]);
        return [[keyword, Object.fromEntries(named)]];
      }
      return [[keyword, value]];
    });
    const own: Schema = Object.fromEntries(members);
    if (typeof schema.$ref !== 'string') return own;
    if (open.includes(schema.$ref)) throw new Error(`${schema.$ref} leads to itself`);
    const target = resolve(root, schema.$ref);
    const constraints = Object.keys(own).filter((keyword) => !ANNOTATIONS.includes(keyword));
    if (constraints.length === 0) {
      return { ...visit(target.schema, target.schemaPointer, path, [...open, schema.$ref]), ...own };
    }
    // Constraints beside a reference hold as well as it does.
    const list = Array.isArray(own.allOf) ? own.allOf : [];
    const place = [...path, 'allOf', `${list.length}`];
    return {
      ...own,
      allOf: [...list, visit(target.schema, target.schemaPointer, place, [...open, schema.$ref])],
    };
  };
  return { schema: visit(root, '#', [], []), origins };
}

export function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}
