import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RepositoryReader } from '../../distribution/resolve/repository-reader.ts';
import { type OptionValues, textOption } from '../command.ts';
import { usageError } from '../usage-error.ts';

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//iu;

/** Opens a repository for reading: a folder, or an address of HTTP or HTTPS. Throws ContractsError `usage` for neither. */
export async function openRepository(
  given: string,
  options: OptionValues,
  cwd: string,
): Promise<RepositoryReader & { close(): void }> {
  const total = timeoutOption(options);
  if (ADDRESS.test(given)) {
    const { httpReader } = await import('../../distribution/http/http-reader.ts');
    return httpReader(given, total === undefined ? {} : { total });
  }
  const root = resolve(cwd, given);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw usageError(`a repository is a folder, or the address of one: ${given}`);
  }
  const { folderReader } = await import('../../distribution/resolve/folder-reader.ts');
  return { ...folderReader(root), close: () => {} };
}

// What a timer of the system can hold is less than 25 days.
const MOST_SECONDS = 1_000_000;

function timeoutOption(options: OptionValues): number | undefined {
  const text = textOption(options, 'timeout');
  if (text === undefined) return undefined;
  const seconds = /^[0-9]+(?:\.[0-9]+)?$/u.test(text) ? Number(text) : 0;
  if (seconds <= 0 || seconds > MOST_SECONDS) throw usageError(`--timeout takes seconds, not ${text}`);
  return 1000 * seconds;
}
