/** The part of a JSON Schema that says in which order the members of a document stand. */
export interface OrderedSchema {
  readonly properties?: Readonly<Record<string, OrderedSchema>>;
  readonly items?: OrderedSchema;
}

/**
 * The text that a packager writes for a value (doctor-cli-package v1, section 6.2): two spaces a level, members in the
 * order of the schema, one final line break. Members that the schema does not list come last, as they stand.
 */
export function toCanonicalText(value: unknown, schema: OrderedSchema): string {
  return `${JSON.stringify(inOrder(value, schema), undefined, 2)}\n`;
}

/** Members of an object that the schema does not list. */
export function unknownMembers(value: unknown, { properties = {} }: OrderedSchema): readonly string[] {
  return isObject(value) ? Object.keys(value).filter((name) => !Object.hasOwn(properties, name)) : [];
}

function inOrder(value: unknown, schema: OrderedSchema | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, schema?.items));
  if (!isObject(value)) return value;
  const { properties = {} } = schema ?? {};
  const listed = Object.keys(properties).filter((name) => Object.hasOwn(value, name));
  const names = [...listed, ...unknownMembers(value, { properties })];
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name], properties[name])]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
