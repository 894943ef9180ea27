import { expect, test } from 'vitest';
import type { Reply } from '../suite/protocol/adapter-session.ts';
import { disagreement } from './compare-replies.ts';

type Found = readonly [rule: string, at?: Readonly<Record<string, unknown>>];

function rejecting(...found: readonly Found[]): Reply<'validate'> {
  const findings = found.map(([rule, at = {}]) => ({ rule, severity: 'error' as const, at, details: {} }));
  return { kind: 'result', result: { valid: false, findings } };
}

const ACCEPTING: Reply<'validate'> = { kind: 'result', result: { valid: true, findings: [], observation: {} } };

test('where YAML breaks its grammar is open, and so is what else is found in it', () => {
  const [here, there] = [rejecting(['yaml/syntax', { line: 1 }]), rejecting(['yaml/syntax', { line: 2 }])];
  expect(disagreement(here, there)).toBeUndefined();
  expect(disagreement(rejecting(['yaml/syntax'], ['yaml/empty-key']), rejecting(['yaml/empty-key']))).toBeUndefined();
});

test('what is open in one member is not in another', () => {
  const one = rejecting(['yaml/syntax', { member: 'a.yaml' }]);
  const other = rejecting(['yaml/empty-key', { member: 'b.yaml' }]);
  expect(disagreement(one, other)).toBe('yaml/syntax against yaml/empty-key');
});

test('that YAML is accepted by one is a disagreement, whatever the other finds', () => {
  expect(disagreement(rejecting(['yaml/syntax']), ACCEPTING)).toBe('yaml/syntax against valid');
});

test('two rules of a text that is YAML are a disagreement', () => {
  const [one, other] = [rejecting(['yaml/tab']), rejecting(['yaml/empty-key'])];
  expect(disagreement(one, other, 'a: 1\n')).toBe('yaml/tab against yaml/empty-key');
  expect(disagreement(one, other, 'a: [\n')).toBeUndefined();
});

test('the rules about bytes and characters come first in every text', () => {
  const [one, other] = [rejecting(['yaml/syntax']), rejecting(['yaml/byte-order-mark'])];
  expect(disagreement(one, other)).toBe('yaml/syntax against yaml/byte-order-mark');
});

test('neither a crash nor a silence is an answer, even where both do it', () => {
  const crashed: Reply<'validate'> = { kind: 'failure', outcome: 'crash', detail: 'exit code 1' };
  expect(disagreement(crashed, crashed)).toBe('crash (exit code 1) against crash (exit code 1)');
});
