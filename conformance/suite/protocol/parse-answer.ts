import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { Answer, AnswerFinding } from '../compare-outcome.ts';
import type { Level } from '../report/certification-report.ts';
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

/** Thrown for a line that is no answer to the request; the message says why. */
export class NoAnswer extends Error {}

const validate = validators['interfaces/adapter-response'];

/** Reads the line that answers a request. Throws NoAnswer where it breaks the protocol. */
export function parseAnswer<Op extends Operation>(line: Uint8Array, op: Op, id: number): Reply<Op> {
  const answer = parseObject(line);
  if (answer.id !== id) throw new NoAnswer(`the answer has the id ${show(answer.id)} instead of ${id}`);
  if (!validate(answer)) {
    const [error] = validate.errors ?? [];
    throw new NoAnswer(`the answer is not of its schema: ${error?.instancePath ?? ''} breaks ${error?.schemaPath}`);
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
    throw new NoAnswer(`standard output holds a line that is no JSON: ${excerpt(line)}`);
  }
  if (!isMembers(value)) throw new NoAnswer(`standard output holds a line that is no object: ${excerpt(line)}`);
  return value;
}

function excerpt(line: Uint8Array): string {
  const text = new TextDecoder().decode(line.subarray(0, 60)).replaceAll(/\p{C}/gu, '\ufffd');
  return JSON.stringify(line.length > 60 ? `${text}…` : text);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
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
