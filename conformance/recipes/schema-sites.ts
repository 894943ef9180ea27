import {
  escapeToken,
  holds,
  isObject,
  listOf,
  memberSchema,
  type PlacedSchema,
  resolve,
  type Schema,
  toSchema,
} from './schema-breaches.ts';

/** One application of a subschema to a place in a valid instance. */
export interface SchemaSite extends PlacedSchema {
  /** The way through the schema, references included: two uses of one definition are two labels. */
  readonly label: readonly string[];
  /** Keys and indices from the instance's root. */
  readonly path: readonly (string | number)[];
  /** What stands there; undefined where an optional member is absent. */
  readonly value: unknown;
  /** Set where the subschema is for the names of an object: the name. `path` is then that of the object. */
  readonly key?: string;
  /** Whether the condition around the site holds for the instance, so that the subschema counts. */
  readonly active: boolean;
}

/** Every site of the schema (or of one subschema of it) in a valid instance, outer ones first. */
export function schemaSites(root: Schema, instance: unknown, schema: Schema = root): readonly SchemaSite[] {
  const sites: SchemaSite[] = [];
  const visit = (site: SchemaSite): void => {
    sites.push(site);
    for (const inner of innerSites(root, site)) visit(inner);
  };
  visit({ schema, schemaPointer: '#', label: [], path: [], value: instance, active: true });
  return sites;
}

function innerSites(root: Schema, site: SchemaSite): readonly SchemaSite[] {
  const { schema, schemaPointer, label, value } = site;
  const inner: SchemaSite[] = [];
  // The same value under another subschema.
  const same = (keyword: string, placed: PlacedSchema, active: boolean): void => {
    inner.push({
      ...site,
      ...placed,
      label: [...label, ...(keyword === '' ? [] : [keyword])],
      active: site.active && active,
    });
  };
  if (typeof schema.$ref === 'string') same('', resolve(root, schema.$ref), true);
  for (const [index, item] of listOf(schema.allOf).entries()) {
    const placed = { schema: toSchema(item), schemaPointer: `${schemaPointer}/allOf/${index}` };
    same(`case-${index + 1}`, placed, true);
  }
  for (const branch of ['then', 'else']) {
    const branchSchema = schema[branch];
    if (!isObject(branchSchema)) continue;
    const active = holds(root, toSchema(schema.if), value) === (branch === 'then');
    same(branch, { schema: branchSchema, schemaPointer: `${schemaPointer}/${branch}` }, active);
  }
  if (site.key !== undefined) return inner;
  return [...inner, ...itemSites(site), ...memberSites(site)];
}

function itemSites({ schema, schemaPointer, label, path, value, active }: SchemaSite): readonly SchemaSite[] {
  if (!Array.isArray(value) || !isObject(schema.items)) return [];
  const placed = { schema: schema.items, schemaPointer: `${schemaPointer}/items` };
  return value.map((item, index) => ({
    ...placed,
    label: [...label, 'item'],
    path: [...path, index],
    value: item,
    active,
  }));
}

function memberSites(site: SchemaSite): readonly SchemaSite[] {
  const { schema, schemaPointer, label, path, value, active } = site;
  if (!isObject(value)) return [];
  const sites: SchemaSite[] = [];
  const declared = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  for (const key of [...new Set([...declared, ...Object.keys(value)])]) {
    const placed = memberSchema(schema, schemaPointer, key);
    if (placed === undefined) continue;
    const name = declared.includes(key) ? key : 'any';
    sites.push({ ...placed, label: [...label, name], path: [...path, key], value: value[key], active });
  }
  if (isObject(schema.propertyNames)) {
    const placed = { schema: schema.propertyNames, schemaPointer: `${schemaPointer}/propertyNames` };
    for (const key of Object.keys(value)) {
      sites.push({ ...placed, label: [...label, 'name'], path, value: key, key, active });
    }
  }
  return sites;
}

/** A copy of the instance in which the site holds `replacement`. */
export function replaceAt(instance: unknown, site: SchemaSite, replacement: unknown): unknown {
  return replaceIn(instance, site.path, (current) => {
    const { key } = site;
    if (key === undefined) return replacement;
    const members = Object.entries(toSchema(current));
    return Object.fromEntries(members.map(([name, member]) => [name === key ? String(replacement) : name, member]));
  });
}

function replaceIn(value: unknown, path: readonly (string | number)[], change: (value: unknown) => unknown): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === token ? replaceIn(item, rest, change) : item));
  const object = toSchema(value);
  return { ...object, [token]: replaceIn(object[token], rest, change) };
}

/** RFC 6901 pointer of a path. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((token) => `/${escapeToken(String(token))}`).join('');
}
