import { parseStrictJson } from '../document/json/index.ts';
import { isJsonObject, type JsonObject } from '../document/parsed-document.ts';
import { catalogue } from '../generated/catalogue.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { HttpProblem } from './http-problem.ts';

/** What a member of a request's body must be, in words and as a test. */
interface Kind {
  readonly is: string;
  holds(value: JsonObject[string]): boolean;
}

const TEXT: Kind = {
  is: 'a string of 1 to 1024 characters',
  holds: (value) => typeof value === 'string' && value !== '' && value.length <= 1024,
};
// Results have ids as numbers.
const ASSET: Kind = {
  is: 'the id or the UUID of an asset',
  holds: (value) =>
    typeof value === 'string' ? value !== '' && value.length <= 64 : Number.isSafeInteger(value) && Number(value) > 0,
};
const FLAG: Kind = { is: 'true or false', holds: (value) => typeof value === 'boolean' };
const OBJECT: Kind = { is: 'a JSON object', holds: isJsonObject };

const MEMBERS: Readonly<Record<string, Kind>> = {
  root: TEXT,
  declaration: OBJECT,
  included: FLAG,
  asset: ASSET,
  to: TEXT,
  apply: FLAG,
  workspace: FLAG,
  fix: FLAG,
  full: FLAG,
  events: FLAG,
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
    const kind = MEMBERS[name];
    if (kind?.holds(value) === false) throw new HttpProblem(400, `Member ${name} must be ${kind.is}`);
  }
  for (const name of takes.filter((taken) => !taken.endsWith('?'))) {
    if (body[name] === undefined) throw new HttpProblem(400, `Member ${name} is missing`);
  }
  return {
    text(name) {
      const value = body[name];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    },
    flag: (name, fallback) => (body[name] === undefined ? fallback : body[name] === true),
    object(name) {
      const value = body[name];
      return isJsonObject(value) ? value : {};
    },
  };
}

function parseObject(bytes: Uint8Array): JsonObject {
  const collector = new FindingCollector(HARDENED);
  const document = parseStrictJson(bytes, collector);
  const finding = collector.findings().find(({ rule }) => catalogue[rule].level === 'MUST');
  if (finding !== undefined) {
    const { line = 1, column = 1 } = finding.at;
    throw new HttpProblem(400, `The body breaks ${finding.rule} at line ${line}, column ${column}`);
  }
  if (!isJsonObject(document?.value)) throw new HttpProblem(400, 'The body is not a JSON object');
  return document.value;
}
