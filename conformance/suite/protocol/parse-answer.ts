import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { Answer, AnswerFinding } from '../compare-outcome.ts';
import type { Level } from '../report/certification-report.ts';
import { toVisible } from '../report/render/visible-text.ts';
import { type Operation, PROTOCOL, type Reply } from './adapter-session.ts';

/** What an adapter says of itself. */
export interface Description {
  readonly name: string;
  readonly version: string;
  readonly contracts: Readonly<Record<string, DescribedContract>>;
}

export interface DescribedContract {
  readonly roles: readonly ('consumer' | 'producer' | 'resolver')[];
  readonly level: Level;
  readonly unsupported: readonly string[];
  /** Set where its producer tells of rules of level SHOULD that are broken. */
  readonly producerWarnings?: true;
}

/** What became of a request for a product; the findings of one that was made are its warnings. */
export interface Production {
  readonly produced: boolean;
  readonly findings: readonly AnswerFinding[];
}

export type Resolution =
  | { readonly resolved: string; readonly warnings: readonly string[] }
  | { readonly refused: string };

export interface Results {
  readonly describe: Description;
  readonly validate: Answer;
  readonly produce: Production;
  readonly resolve: Resolution;
}

export type ResultOf<Op extends Operation> = Results[Op];

/** Thrown for a line that is no answer to the request; the message says why, and shows how the line begins. */
export class NoAnswer extends Error {}

// What is shown of a line, and of a value in it.
const LONGEST_EXCERPT = 200;

const validate = validators['interfaces/adapter-response'];

/** Reads the line that answers a request. Throws NoAnswer where it breaks the protocol. */
export function parseAnswer<Op extends Operation>(line: Uint8Array, op: Op, id: number): Reply<Op> {
  try {
    return toReply(parseObject(line), op, id);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    // So many bytes hold at least as many characters as are shown.
    const beginning = new TextDecoder().decode(line.subarray(0, 4 * (LONGEST_EXCERPT + 1)));
    throw new NoAnswer(`${error.message}; the line is ${beginning === '' ? 'empty' : excerpt(beginning)}`);
  }
}

function toReply<Op extends Operation>(answer: Members, op: Op, id: number): Reply<Op> {
  if (answer.id !== id) throw new NoAnswer(`the answer has the id ${show(answer.id)} instead of ${id}`);
  if (!validate(answer)) {
    const [error] = validate.errors ?? [];
    const pointer = error?.instancePath ?? '';
    const value = show(valueAt(answer, pointer));
    const place = pointer === '' ? 'it' : excerpt(pointer);
    throw new NoAnswer(`the answer is not of its schema: ${place} breaks ${error?.schemaPath} with ${value}`);
  }
  if (typeof answer.unsupported === 'string') return { kind: 'unsupported', why: answer.unsupported };
  if (typeof answer.error === 'string') return { kind: 'failure', outcome: 'fault', detail: answer.error };
  const result: Members = isMembers(answer.result) ? answer.result : {};
  return { kind: 'result', result: PARSERS[op](result) };
}

type Members = Readonly<Record<string, unknown>>;

// The types of the members are those of the schema; what is asked here is which of them there are.
const PARSERS: { readonly [Op in Operation]: (result: Members) => ResultOf<Op> } = {
  describe: toDescription,
  validate: toAnswer,
  produce: toProduction,
  resolve: toResolution,
};

function toDescription({ protocol, name, version, contracts }: Members): Description {
  if (protocol !== PROTOCOL) throw new NoAnswer(`the adapter speaks ${show(protocol)} instead of ${PROTOCOL}`);
  if (typeof name !== 'string' || typeof version !== 'string' || !isMembers(contracts)) {
    throw new NoAnswer('the description lacks a name, a version or the contracts');
  }
  const described = Object.entries(contracts).map(([contract, entry]) => [contract, toContract(entry)] as const);
  return { name, version, contracts: Object.fromEntries(described) };
}

function toContract(entry: unknown): DescribedContract {
  const { roles, level, unsupported, producerWarnings } = isMembers(entry) ? entry : {};
  return {
    roles: ROLES.filter((role) => isList(roles) && roles.includes(role)),
    level: level === 'verdict' || level === 'rule' ? level : 'location',
    unsupported: textsOf(unsupported),
    ...(producerWarnings === true && { producerWarnings }),
  };
}

const ROLES = ['consumer', 'producer', 'resolver'] as const;

function toAnswer({ valid, findings, observation }: Members): Answer {
  if (typeof valid !== 'boolean') throw new NoAnswer('the result has no verdict');
  const found = toFindings(findings);
  if (valid && found.some(({ severity }) => severity === 'error')) {
    throw new NoAnswer('the result is valid, yet one of its findings is an error');
  }
  return { valid, findings: found, ...(isMembers(observation) && { observation }) };
}

function toProduction({ produced, findings }: Members): Production {
  if (typeof produced !== 'boolean') throw new NoAnswer('the result does not say whether it was produced');
  return { produced, findings: toFindings(findings) };
}

function toResolution({ resolved, refused, warnings }: Members): Resolution {
  if (typeof resolved === 'string' && refused === undefined) return { resolved, warnings: textsOf(warnings) };
  if (typeof refused === 'string' && resolved === undefined) return { refused };
  throw new NoAnswer('the result is neither resolved nor refused');
}

function toFindings(findings: unknown): readonly AnswerFinding[] {
  return (isList(findings) ? findings : []).filter(isMembers).map(({ rule, severity, at, details }) => ({
    rule: String(rule),
    severity: severity === 'warning' ? 'warning' : 'error',
    at: isMembers(at) ? at : {},
    details: isMembers(details) ? details : {},
  }));
}

function parseObject(line: Uint8Array): Members {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    throw new NoAnswer('standard output holds a line that is no JSON');
  }
  if (!isMembers(value)) throw new NoAnswer('standard output holds a line that is no object');
  return value;
}

// What is nested may be so deep that nothing could write it down.
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (isList(value)) return 'an array';
  return isMembers(value) ? 'an object' : excerpt(JSON.stringify(value));
}

function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * (LONGEST_EXCERPT + 1))];
  const shown = toVisible(characters.slice(0, LONGEST_EXCERPT).join(''));
  return characters.length > LONGEST_EXCERPT ? `${shown}…` : shown;
}

/** The value at an RFC 6901 pointer. */
function valueAt(value: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((inner, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    return isList(inner) ? inner[Number(name)] : isMembers(inner) ? inner[name] : undefined;
  }, value);
}

function textsOf(value: unknown): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
