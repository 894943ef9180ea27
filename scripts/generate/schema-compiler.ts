import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { SchemaFile } from './schemas.ts';

/** Formats that a schema may name; each must stand beside a pattern, because not every validator checks formats. */
export const ALLOWED_FORMATS: readonly ['date-time'] = ['date-time'];

/**
 * The compiler for every schema of the contracts. Strict, and all errors are gathered. Two of ajv's strict options are
 * off: `strictRequired` and `strictTypes` want a member's type repeated in each conditional branch, which would make
 * one breach two errors; `schema-lint` checks instead that each keyword meets a declared type. `process` may change the
 * code of a validator that is not compiled ahead of time.
 */
export function schemaCompiler(files: readonly SchemaFile[], process?: (code: string) => string): Ajv2020 {
  const compiler = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: true,
    messages: false,
    unevaluated: false,
    code: { source: true, esm: true, lines: true, ...(process && { process }) },
  });
  sayWhatNotRefuses(compiler);
  ajvFormats.default(compiler, [...ALLOWED_FORMATS]);
  for (const { schema } of files) compiler.addSchema(schema);
  return compiler;
}

/** Lets the errors of `not` carry the description of the schema within: ajv's own say only that it held. */
function sayWhatNotRefuses(compiler: Ajv2020): void {
  const own = compiler.getKeyword('not');
  if (typeof own !== 'object') throw new Error('ajv has no keyword not');
  compiler.removeKeyword('not');
  compiler.addKeyword({
    ...own,
    error: { message: '', params: ({ schema }) => _`{problem: ${schema.description}}` },
  });
}
