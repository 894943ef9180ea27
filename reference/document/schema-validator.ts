/** One error of a compiled schema, as ajv gives it (without `verbose`: no values). */
export interface SchemaError {
  readonly keyword: string;
  /** RFC 6901 pointer of the value. */
  readonly instancePath: string;
  /** URI fragment of the constraint in its schema, for example `#/properties/a/type`. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** A schema compiled ahead of time by ajv (`strict`, `allErrors`). */
export interface SchemaValidator {
  (data: unknown): boolean;
  errors?: null | readonly SchemaError[];
}
