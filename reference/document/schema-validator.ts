/** One broken constraint, as a compiled validator reports it (the shape is ajv's). */
export interface SchemaError {
  /** RFC 6901 pointer of the value that breaks the constraint. */
  readonly instancePath: string;
  /** Pointer of the constraint in the schema, `#/…`, with references resolved. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A schema compiled ahead of time: answers whether the value holds, and leaves what does not in `errors`. */
export interface SchemaValidator {
  (data: unknown): boolean;
  errors?: null | readonly SchemaError[];
}
