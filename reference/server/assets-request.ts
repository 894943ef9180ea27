import { parseStrictJson } from '../document/json/index.ts';
import { isJsonObject, type JsonObject } from '../document/parsed-document.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { HttpProblem } from './http-problem.ts';

/** What the members of a request's body must be. */
type Kind = 'text' | 'flag' | 'object';

const MEMBERS: Readonly<Record<string, Kind>> = {
  root: 'text',
  declaration: 'object',
  included: 'flag',
  asset: 'text',
  to: 'text',
  apply: 'flag',
  workspace: 'flag',
  fix: 'flag',
  full: 'flag',
  events: 'flag',
};

/** What each operation takes; a name with `?` may be left out. */
const TAKES: ReadonlyMap<string, readonly string[]> = new Map([
  ['init', []],
  ['register', ['root', 'declaration', 'included?']],
  ['adopt', ['root', 'included?']],
  ['include', ['asset']],
  ['exclude', ['asset']],
  ['forget', ['asset', 'apply?']],
  ['remove', ['asset', 'apply?']],
  ['relocate', ['asset', 'to', 'apply?']],
  ['list', []],
  ['show', ['asset']],
  ['doctor', ['workspace?', 'fix?']],
  ['build', ['full?']],
]);

/** The body of a request to the packer; each member is of its kind, and what the operation needs is there. */
export interface AssetsBody {
  text(name: string): string;
  flag(name: string, fallback: boolean): boolean;
  object(name: string): JsonObject;
}

/** Whether there is an operation of that name. */
export function isAssetsOperation(name: string): boolean {
  return TAKES.has(name);
}

/** Reads the body of a request; no bytes are an empty object. Throws HttpProblem 400. */
export function parseAssetsBody(operation: string, bytes: Uint8Array): AssetsBody {
  const body = bytes.length === 0 ? {} : parseObject(bytes);
  const takes = TAKES.get(operation) ?? [];
  const known = ['events', ...takes.map((name) => name.replace('?', ''))];
  for (const [name, value] of Object.entries(body)) {
    if (!known.includes(name)) throw new HttpProblem(400, `Unknown member; ${operation} takes ${known.join(', ')}`);
    if (!isOf(MEMBERS[name], value)) throw new HttpProblem(400, `Member ${name} is not what it should be`);
  }
  for (const name of takes.filter((taken) => !taken.endsWith('?'))) {
    if (body[name] === undefined) throw new HttpProblem(400, `Member ${name} is missing`);
  }
  return {
    text(name) {
      const value = body[name];
      return typeof value === 'string' ? value : '';
    },
    flag: (name, fallback) => (body[name] === undefined ? fallback : body[name] === true),
    object(name) {
      const value = body[name];
      return isJsonObject(value) ? value : {};
    },
  };
}

function parseObject(bytes: Uint8Array): JsonObject {
  const value = parseStrictJson(bytes, new FindingCollector(HARDENED))?.value;
  if (!isJsonObject(value)) throw new HttpProblem(400, 'The body is not a JSON object');
  return value;
}

function isOf(kind: Kind | undefined, value: JsonObject[string]): boolean {
  if (kind === 'text') return typeof value === 'string' && value !== '' && value.length <= 1024;
  return kind === 'flag' ? typeof value === 'boolean' : isJsonObject(value);
}
