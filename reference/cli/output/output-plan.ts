import { usageError } from '../usage-error.ts';

export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** Which formats go where. */
export interface OutputPlan {
  readonly stdout: Format;
  readonly files: readonly { readonly format: Format; readonly path: string }[];
}

/** Reads `--format` and `--output FORMAT=FILE`. Throws ContractsError `usage` for what contradicts itself. */
export function planOutputs(formats: readonly string[], outputs: readonly string[]): OutputPlan {
  const wanted = new Set(formats.map(assertFormat));
  if (wanted.size > 1) {
    throw usageError(`one format fits on standard output, not ${[...wanted].join(' and ')}; use --output FORMAT=FILE`);
  }
  const files = outputs.map((output) => {
    const separator = output.indexOf('=');
    const path = output.slice(separator + 1);
    if (separator < 1 || path === '') throw usageError(`--output takes FORMAT=FILE, not ${output}`);
    return { format: assertFormat(output.slice(0, separator)), path };
  });
  const paths = files.map(({ path }) => path);
  if (new Set(paths).size < paths.length) throw usageError('two outputs cannot go to one file');
  return { stdout: [...wanted][0] ?? 'text', files };
}

function assertFormat(name: string): Format {
  const format = FORMATS.find((candidate) => candidate === name);
  if (format === undefined) throw usageError(`there is no format ${name}; known are ${FORMATS.join(', ')}`);
  return format;
}
