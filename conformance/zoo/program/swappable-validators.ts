import type { SchemaValidator } from '../../../reference/document/schema-validator.ts';

const inPlace = new Map<string, SchemaValidator>();

const sound = new Map<string, SchemaValidator>();

/** Puts the validator of the schema as it is into its place, for good. */
export function placeValidator(schema: string, validator: SchemaValidator): void {
  sound.set(schema, validator);
  inPlace.set(schema, validator);
}

/** Has a schema judged by another validator while the task runs. */
export async function withValidator<T>(schema: string, validator: SchemaValidator, task: () => Promise<T>): Promise<T> {
  inPlace.set(schema, validator);
  try {
    return await task();
  } finally {
    inPlace.set(schema, soundValidator(schema));
  }
}

/** A validator that asks the one that is in the schema's place at the time, and `sound`, the schema as it is. */
export interface SwappableValidator extends SchemaValidator {
  readonly sound: (data: unknown) => boolean;
}

/** Stands in for the generated validators of a contract. */
export function swappableValidators(): Readonly<Record<string, SwappableValidator>> {
  const delegates = new Map<string, SwappableValidator>();
  return new Proxy<Record<string, SwappableValidator>>(
    {},
    {
      get(_, schema) {
        const id = String(schema);
        const delegate = delegates.get(id) ?? delegateOf(id);
        delegates.set(id, delegate);
        return delegate;
      },
    },
  );
}

function delegateOf(schema: string): SwappableValidator {
  const validate: SchemaValidator = (data) => {
    const validator = inPlace.get(schema) ?? soundValidator(schema);
    const holds = validator(data);
    delegate.errors = validator.errors ?? null;
    return holds;
  };
  const delegate = Object.assign(validate, { sound: (data: unknown) => soundValidator(schema)(data) });
  return delegate;
}

function soundValidator(schema: string): SchemaValidator {
  const validator = sound.get(schema);
  if (validator === undefined) throw new Error(`there is no validator of ${schema}`);
  return validator;
}
