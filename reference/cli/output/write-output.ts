import { resolve } from 'node:path';
import { publishFile } from '../../archive/publish.ts';

/** Writes a text to a file, which appears as a whole or not at all. */
export async function writeOutput(path: string, cwd: string, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  await publishFile({ target: resolve(cwd, path), write: (write) => write(bytes), verify: () => true });
}
