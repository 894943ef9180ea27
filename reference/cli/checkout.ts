import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContractsError } from '../report/contracts-error.ts';
import type { Edge } from './edge.ts';
import { EXIT } from './exit-code.ts';
import { usageError } from './usage-error.ts';

/**
 * Root of the checkout that the running program itself lies in. Another folder's checkout does not count: its
 * scripts are not this program's.
 */
function findCheckout({ executable }: Edge): string | undefined {
  if (executable === undefined) return undefined;
  let real: string;
  try {
    real = realpathSync(executable);
  } catch {
    return undefined;
  }
  const folder = dirname(real);
  const root = dirname(dirname(folder));
  if (folder !== join(root, 'dist', 'bin')) return undefined;
  return existsSync(join(root, 'contracts')) && existsSync(join(root, 'scripts/checkout.ts')) ? root : undefined;
}

/** Runs one of the checkout's own scripts. Throws ContractsError `usage` outside of a checkout. */
export async function runInCheckout(edge: Edge, script: string, args: readonly string[]): Promise<number> {
  const root = findCheckout(edge);
  if (root === undefined)
    throw usageError('this needs a checkout of the contracts: outside of one, name what to validate');
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new ContractsError('io', `cannot run ${script}: ${cause.message}`, { cause })));
    child.on('close', (code) => resolve(code ?? EXIT.failure));
  });
}
