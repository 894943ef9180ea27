/** A schema as parsed; members are read by keyword. */
export type Schema = Readonly<Record<string, unknown>>;

/** One constraint of a schema, and the schema without it. */
export interface SchemaConstraint {
  /** `#/…` to the keyword, as findings name it. */
  readonly pointer: string;
  readonly keyword: string;
  /** Of `required`: the name that is no longer asked for. Of `enum`: the member that is no longer allowed, as JSON. */
  readonly name?: string;
  /**
   * Pointers of the constraints that go with it, its own among them: a vector that breaks one of them must tell.
   * Undefined for a constraint within an `if`, which only decides what else holds, and where more is refused.
   */
  readonly covers: readonly string[] | undefined;
  readonly without: Schema;
}

const LEAVES = new Set(
  'type const enum pattern format minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems uniqueItems minProperties maxProperties not'.split(
    ' ',
  ),
);
/** Keywords whose removal leaves a subschema unused. */
const APPLIERS = new Set(['$ref', 'items', 'propertyNames', 'additionalProperties', 'if']);
const SUBSCHEMAS = new Set(['items', 'propertyNames', 'additionalProperties', 'if', 'then', 'else']);

type Path = readonly (string | number)[];

/** Every constraint of the schema, in document order. */
export function schemaConstraints(root: Schema): readonly SchemaConstraint[] {
  return [...walk(root, [], false)].map(({ path, keyword, name, isCondition, edit }) => ({
    pointer: toPointer(path),
    keyword,
    ...(name !== undefined && { name }),
    covers: isCondition ? undefined : [...covered(root, path, new Set())],
    without: toSchema(editAt(root, edit.path, edit.change)),
  }));
}

/**
 * Every member of every `enum` of the schema that has several, each taken out by itself: what is accepted with it has to
 * be refused then. A member more is like no `enum` at all, as far as one value can tell.
 */
export function enumMembers(root: Schema): readonly SchemaConstraint[] {
  return [...walk(root, [], false)]
    .filter(({ keyword, isCondition }) => keyword === 'enum' && !isCondition)
    .flatMap(({ path }) => {
      const members = valueAt(root, path);
      if (!Array.isArray(members) || members.length < 2) return [];
      return members.map((member: unknown) => ({
        pointer: toPointer(path),
        keyword: 'enum',
        name: JSON.stringify(member),
        covers: undefined,
        without: toSchema(editAt(root, path, () => members.filter((other) => other !== member))),
      }));
    });
}

interface Removal {
  readonly path: Path;
  readonly keyword: string;
  readonly name?: string;
  readonly isCondition: boolean;
  readonly edit: { readonly path: Path; readonly change: (value: unknown) => unknown };
}

function* walk(schema: unknown, path: Path, isCondition: boolean): Iterable<Removal> {
  if (schema === false) {
    yield { path, keyword: 'false schema', isCondition, edit: { path, change: () => true } };
    return;
  }
  if (!isSchema(schema)) return;
  for (const [keyword, argument] of Object.entries(schema)) {
    const at = [...path, keyword];
    const without = (...keywords: string[]) => ({ path, change: (value: unknown) => omit(value, keywords) });
    if (keyword === 'required' && Array.isArray(argument)) {
      for (const name of argument) {
        const change = (value: unknown) => (Array.isArray(value) ? value.filter((item) => item !== name) : value);
        yield { path: at, keyword, name, isCondition, edit: { path: at, change } };
      }
    } else if (LEAVES.has(keyword) || (keyword === 'additionalProperties' && argument === false)) {
      yield { path: at, keyword, isCondition, edit: without(keyword) };
      continue;
    } else if (APPLIERS.has(keyword) && argument !== true) {
      yield {
        path: at,
        keyword,
        isCondition,
        edit: keyword === 'if' ? without('if', 'then', 'else') : without(keyword),
      };
    }
    if (SUBSCHEMAS.has(keyword)) yield* walk(argument, at, isCondition || keyword === 'if');
    if ((keyword === 'properties' || keyword === '$defs') && isSchema(argument)) {
      for (const [name, inner] of Object.entries(argument)) yield* walk(inner, [...at, name], isCondition);
    }
    if (keyword === 'allOf' && Array.isArray(argument)) {
      for (const [index, inner] of argument.entries()) yield* walk(inner, [...at, index], isCondition);
    }
  }
}

/** The pointers of all constraints below a place, references followed. */
function* covered(root: Schema, path: Path, seen: Set<string>): Iterable<string> {
  const pointer = toPointer(path);
  if (seen.has(pointer)) return;
  seen.add(pointer);
  yield pointer;
  const value = valueAt(root, path);
  if (path.at(-1) === '$ref' && typeof value === 'string') yield* covered(root, toPath(value), seen);
  if (path.at(-1) === 'if')
    for (const branch of ['then', 'else']) yield* covered(root, [...path.slice(0, -1), branch], seen);
  if (!isSchema(value) && !Array.isArray(value)) return;
  for (const key of Object.keys(value)) yield* covered(root, [...path, key], seen);
}

function valueAt(root: Schema, path: Path): unknown {
  return path.reduce<unknown>((at, token) => (isSchema(at) || Array.isArray(at) ? Reflect.get(at, token) : at), root);
}

function editAt(value: unknown, [token, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (token === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === token ? editAt(item, rest, change) : item));
  const schema = toSchema(value);
  return { ...schema, [token]: editAt(schema[token], rest, change) };
}

function omit(value: unknown, keywords: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(toSchema(value)).filter(([keyword]) => !keywords.includes(keyword)));
}

function toPointer(path: Path): string {
  return `#${path.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

function toPath(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function toSchema(value: unknown): Schema {
  if (!isSchema(value)) throw new Error('not a schema with keywords');
  return value;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
