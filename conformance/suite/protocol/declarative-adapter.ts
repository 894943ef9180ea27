import { readFileSync } from 'node:fs';
import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { DeclarativeAdapter } from '../../../reference/generated/types/interfaces-declarative-adapter.ts';
import { withoutNetwork } from '../isolation/network-isolation.ts';
import { SuiteError } from '../suite-error.ts';
import { type Adapter, processMeasures } from './adapter.ts';
import { declarativeSession } from './declarative-session.ts';
import type { ProcessLimits } from './watched-process.ts';

/** The adapter that an `adapter.json` describes; its programs run in `cwd`. Throws SuiteError `usage`. */
export function declarativeAdapter(path: string, cwd: string, limits: ProcessLimits): Adapter {
  const described = parseDeclarativeAdapter(readFileSync(path, 'utf8'));
  const { isolated } = withoutNetwork({ file: 'true', args: [], cwd });
  return {
    openSession: declarativeSession(described, cwd, limits),
    measures: processMeasures(isolated),
    limits,
  };
}

/** Reads an `adapter.json`. Throws SuiteError `usage` where it is none. */
export function parseDeclarativeAdapter(text: string): DeclarativeAdapter {
  const value = parseJson(text);
  if (!isDeclarativeAdapter(value)) {
    const [error] = validate.errors ?? [];
    throw new SuiteError('usage', `not a declarative adapter: ${error?.instancePath} breaks ${error?.schemaPath}`);
  }
  const patterns = Object.values(value.contracts).flatMap(({ rules = [], resolve }) => [
    ...[...rules, ...(resolve?.rules ?? [])].map(({ pattern }) => pattern),
    ...(resolve === undefined ? [] : [resolve.artifact]),
  ]);
  for (const pattern of [value.version.pattern, ...patterns]) toExpression(pattern);
  for (const [contract, { valid = [], invalid = [], resolve }] of Object.entries(value.contracts)) {
    assertApart(contract, { valid, invalid });
    if (resolve !== undefined) assertApart(contract, { resolved: resolve.resolved, refused: resolve.refused });
  }
  return value;
}

/** No exit code may say two things. */
function assertApart(contract: string, meanings: Readonly<Record<string, readonly number[]>>): void {
  const [[one = '', codes = []] = [], [other = '', others = []] = []] = Object.entries(meanings);
  const both = codes.find((code) => others.includes(code));
  if (both !== undefined)
    throw new SuiteError('usage', `exit code ${both} says both ${one} and ${other} for ${contract}`);
}

/** A pattern of an `adapter.json` as an expression. Throws SuiteError `usage`. */
export function toExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'mu');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SuiteError('usage', `not a regular expression: ${pattern} (${why})`);
  }
}

const validate = validators['interfaces/declarative-adapter'];

function isDeclarativeAdapter(value: unknown): value is DeclarativeAdapter {
  return validate(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SuiteError('usage', 'the declarative adapter is no JSON');
  }
}
