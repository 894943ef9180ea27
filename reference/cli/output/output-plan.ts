import { normalize } from 'node:path';
import { usageError } from '../usage-error.ts';

/** Which formats go where. */
export interface OutputPlan<Format extends string> {
  readonly stdout: Format;
  readonly files: readonly { readonly format: Format; readonly path: string }[];
}

/**
 * Reads `--format` and `--output FORMAT=FILE`; `known` are the command's formats, and `text` is the one for standard
 * output where none is named. Throws ContractsError `usage` for what contradicts itself.
 */
export function planOutputs<Format extends string>(
  known: readonly Format[],
  formats: readonly string[],
  outputs: readonly string[],
): OutputPlan<Format | 'text'> {
  const wanted = new Set(formats.map((name) => assertFormat(name, known)));
  if (wanted.size > 1) {
    throw usageError(`one format fits on standard output, not ${[...wanted].join(' and ')}; use --output FORMAT=FILE`);
  }
  const files = outputs.map((output) => {
    const separator = output.indexOf('=');
    const path = output.slice(separator + 1);
    if (separator < 1 || path === '') throw usageError(`--output takes FORMAT=FILE, not ${output}`);
    return { format: assertFormat(output.slice(0, separator), known), path };
  });
  const paths = files.map(({ path }) => normalize(path));
  if (new Set(paths).size < paths.length) throw usageError('two outputs cannot go to one file');
  return { stdout: [...wanted][0] ?? 'text', files };
}

function assertFormat<Format extends string>(name: string, known: readonly Format[]): Format {
  const format = known.find((candidate) => candidate === name);
  if (format === undefined) throw usageError(`there is no format ${name}; known are ${known.join(', ')}`);
  return format;
}
