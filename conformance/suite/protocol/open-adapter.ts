import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Adapter, processAdapter } from './adapter.ts';
import { assertStartable } from './assert-startable.ts';
import { toWords } from './command-line.ts';
import { declarativeAdapter } from './declarative-adapter.ts';
import type { ProcessLimits } from './watched-process.ts';

/**
 * The adapter that a caller names: a program that speaks the protocol, as a path or a command line, or the `adapter.json`
 * of one that does not. Nothing is started. Throws SuiteError `usage` where there is nothing that could be.
 */
export function openAdapter(named: string, cwd: string, limits: ProcessLimits): Adapter {
  const path = resolve(cwd, named);
  const isFile = existsSync(path) && statSync(path).isFile();
  if (isFile && path.endsWith('.json')) return declarativeAdapter(path, cwd, limits);
  if (isFile) {
    assertStartable(path, cwd, named);
    return processAdapter({ file: path, args: [], cwd }, limits);
  }
  const [file = '', ...args] = toWords(named);
  assertStartable(file, cwd);
  return processAdapter({ file, args, cwd }, limits);
}
