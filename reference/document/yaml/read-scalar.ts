import type { Scalar } from 'yaml';
import type { RuleId } from '../../generated/catalogue.ts';
import type { Details } from '../../report/finding.ts';
import { toObservedText } from '../observed-text.ts';
import { type CoreScalar, type CoreType, resolveCoreScalar } from './core-schema.ts';
import { isOctalInOldSchema, resolveOldType } from './old-schema.ts';

const CORE_TAGS: Readonly<Record<string, CoreType>> = {
  'tag:yaml.org,2002:null': 'null',
  'tag:yaml.org,2002:bool': 'boolean',
  'tag:yaml.org,2002:int': 'integer',
  'tag:yaml.org,2002:float': 'float',
};

export interface ScalarReading extends CoreScalar {
  readonly text: string;
  readonly problem?: { readonly rule: RuleId; readonly details: Details };
}

/**
 * Reads a scalar node by the core schema. A scalar breaks at most one rule, the first that applies of: ambiguous,
 * non-finite, unsafe integer. Where that rule is not in force, the value is what the contract says that core observes.
 */
export function readScalar(node: Scalar): ScalarReading {
  const text = toObservedText(String(node.value ?? ''));
  const isPlain = node.type === undefined || node.type === 'PLAIN';
  const tagged = node.tag === undefined ? undefined : readTagged(text, node.tag);
  if (tagged !== undefined) return tagged;
  return isPlain ? readPlainScalar(text) : { text, type: 'string', value: text };
}

/** Reads what is written without quotation marks and without a tag. */
export function readPlainScalar(text: string): ScalarReading {
  const core = resolveCoreScalar(text);
  const old = core.type === 'integer' && isOctalInOldSchema(text) ? 'octal integer' : resolveOldType(text);
  if (core.type !== old) {
    return {
      ...withoutExtremes(text, core),
      problem: { rule: 'yaml/ambiguous-scalar', details: { core: core.type, old } },
    };
  }
  return withoutExtremes(text, core);
}

// A tag decides only where the text has a value of its type; otherwise it is as if it were not there.
function readTagged(text: string, tag: string): ScalarReading | undefined {
  if (tag === '!' || tag === 'tag:yaml.org,2002:str') return { text, type: 'string', value: text };
  const type = CORE_TAGS[tag];
  const core = resolveCoreScalar(text);
  if (type === 'float' && core.type === 'integer') return withoutExtremes(text, { ...core, type });
  return core.type === type ? withoutExtremes(text, core) : undefined;
}

// A number that JSON cannot hold is observed as its text.
function withoutExtremes(text: string, core: CoreScalar): ScalarReading {
  if (typeof core.value !== 'number') return { text, ...core };
  if (core.type === 'integer' && !Number.isSafeInteger(core.value)) {
    const value = Number.isFinite(core.value) ? core.value : text;
    return { text, type: core.type, value, problem: { rule: 'yaml/unsafe-integer', details: {} } };
  }
  if (Number.isFinite(core.value)) return { text, ...core };
  const kind = Number.isNaN(core.value) ? 'not a number' : 'infinite';
  return { text, type: core.type, value: text, problem: { rule: 'yaml/non-finite-number', details: { kind } } };
}
