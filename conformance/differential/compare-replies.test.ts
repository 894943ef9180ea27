import { expect, test } from 'vitest';
import type { Reply } from '../suite/protocol/adapter-session.ts';
import { disagreement as compare, resolveDisagreement } from './compare-replies.ts';

type Found = readonly [rule: string, at?: Readonly<Record<string, unknown>>];

function rejecting(...found: readonly Found[]): Reply<'validate'> {
  const findings = found.map(([rule, at = {}]) => ({ rule, severity: 'error' as const, at, details: {} }));
  return { kind: 'result', result: { valid: false, findings } };
}

const disagreement = (one: Reply<'validate'>, other: Reply<'validate'>, yaml?: string): string | undefined =>
  compare(one, other, { contract: 'strict-yaml@1', yaml });

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

test('every finding is compared where the contract settles all of them', () => {
  const one = rejecting(['assets-pa/slice-gap', { offset: 40 }], ['assets-pa/trailing-payload', { offset: 90 }]);
  const other = rejecting(['assets-pa/slice-gap', { offset: 40 }], ['assets-pa/trailing-payload', { offset: 91 }]);
  expect(compare(one, other, { contract: 'assets-pa@1' })).toBe(
    'further findings: assets-pa/trailing-payload at another place',
  );
  expect(compare(one, rejecting(['assets-pa/slice-gap', { offset: 40 }]), { contract: 'assets-pa@1' })).toBe(
    'further findings: assets-pa/trailing-payload against none',
  );
  expect(compare(one, other, { contract: 'strict-zip@1' })).toBeUndefined();
});

test('two resolutions agree on the artifact and the warnings, two refusals on the rule', () => {
  const resolved = (path: string, ...warnings: readonly string[]): Reply<'resolve'> => ({
    kind: 'result',
    result: { resolved: path, warnings },
  });
  const refused: Reply<'resolve'> = { kind: 'result', result: { refused: 'distribution/no-match' } };
  expect(resolveDisagreement(resolved('a', 'x', 'y'), resolved('a', 'y', 'x'))).toBeUndefined();
  expect(resolveDisagreement(resolved('a'), resolved('b'))).toBe('resolved a against resolved b');
  expect(resolveDisagreement(resolved('a', 'x'), resolved('a'))).toBe('resolved a x against resolved a');
  expect(resolveDisagreement(refused, refused)).toBeUndefined();
  expect(resolveDisagreement(refused, resolved('a'))).toBe('distribution/no-match against resolved a');
});
