import type { Profile } from '../report/rule-selection.ts';
import { HttpProblem } from './http-problem.ts';

export interface ValidateQuery {
  readonly name: string;
  readonly contract: string | undefined;
  readonly profile: Profile;
}

const KNOWN = ['contract', 'name', 'profile'];
const NAME_BYTES = 255;

/**
 * Reads `name`, `contract` and `profile` from a query string. An unknown or repeated parameter is an error: a
 * misspelt `contract` must not silently let the file choose its own validator.
 *
 * Throws HttpProblem 400.
 */
export function parseValidateQuery(query: string, contracts: readonly string[]): ValidateQuery {
  const parameters = new URLSearchParams(query);
  for (const key of parameters.keys()) {
    if (!KNOWN.includes(key)) throw new HttpProblem(400, `Unknown parameter; known are ${KNOWN.join(', ')}`);
    if (parameters.getAll(key).length > 1) throw new HttpProblem(400, `Parameter given twice: ${key}`);
  }
  const name = parameters.get('name') ?? 'upload';
  if (!isBaseName(name)) throw new HttpProblem(400, 'Parameter name must be a file name without a folder');
  const contract = parameters.get('contract') ?? undefined;
  if (contract !== undefined && !contracts.includes(contract)) {
    throw new HttpProblem(400, `Unknown contract; known are ${contracts.join(', ')}`);
  }
  const profile = parameters.get('profile') ?? 'hardened';
  if (profile !== 'core' && profile !== 'hardened') {
    throw new HttpProblem(400, 'Parameter profile must be core or hardened');
  }
  return { name, contract, profile };
}

function isBaseName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || Buffer.byteLength(name) > NAME_BYTES) return false;
  return !/[/\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/.test(name);
}
