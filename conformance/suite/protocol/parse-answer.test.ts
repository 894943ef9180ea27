import { describe, expect, test } from 'vitest';
import type { Operation } from './adapter-session.ts';
import { NoAnswer, parseAnswer } from './parse-answer.ts';

const parse = (answer: unknown, op: Operation = 'validate') => parseAnswer(Buffer.from(JSON.stringify(answer)), op, 7);

describe('an answer', () => {
  test('gives the findings with what was left out', () => {
    expect(parse({ id: 7, result: { valid: false, findings: [{ rule: 'json/comment' }], more: 1 }, also: 2 })).toEqual({
      kind: 'result',
      result: { valid: false, findings: [{ rule: 'json/comment', severity: 'error', at: {}, details: {} }] },
    });
  });

  test.each<[Operation, object, object]>([
    ['validate', { valid: true }, { valid: true, findings: [] }],
    ['produce', { produced: true }, { produced: true, findings: [] }],
    [
      'produce',
      { produced: true, findings: [{ rule: 'zip/x', severity: 'warning' }] },
      { produced: true, findings: [{ rule: 'zip/x', severity: 'warning', at: {}, details: {} }] },
    ],
    ['produce', { produced: false }, { produced: false, findings: [] }],
    ['resolve', { resolved: 'a' }, { resolved: 'a', warnings: [] }],
    ['resolve', { resolved: 'a', warnings: ['a/b'] }, { resolved: 'a', warnings: ['a/b'] }],
    ['resolve', { refused: 'a/b' }, { refused: 'a/b' }],
    [
      'describe',
      { protocol: 'package-contracts-adapter/1', name: 'x', version: '1', contracts: {} },
      { name: 'x', version: '1', contracts: {} },
    ],
  ])('to %s may be %j', (op, result, read) => {
    expect(parse({ id: 7, result }, op)).toEqual({ kind: 'result', result: read });
  });

  test('that is none says why, and is no verdict', () => {
    expect(parse({ id: 7, unsupported: 'no zip64' })).toEqual({ kind: 'unsupported', why: 'no zip64' });
    expect(parse({ id: 7, error: 'no disk' })).toEqual({ kind: 'failure', outcome: 'fault', detail: 'no disk' });
  });
});

describe('a line is no answer', () => {
  test.each<[string, unknown, Operation]>([
    ['with another id', { id: 8, result: { valid: true } }, 'validate'],
    ['without an id', { result: { valid: true } }, 'validate'],
    ['with an id that is a text', { id: '7', result: { valid: true } }, 'validate'],
    ['with nothing but an id', { id: 7 }, 'validate'],
    ['with a result and an error', { id: 7, result: { valid: true }, error: 'x' }, 'validate'],
    ['without a verdict', { id: 7, result: {} }, 'validate'],
    ['with a verdict of another type', { id: 7, result: { valid: 1 } }, 'validate'],
    ['with the verdict alone', { id: 7, valid: true }, 'validate'],
    ['that is valid with an error', { id: 7, result: { valid: true, findings: [{ rule: 'a/b' }] } }, 'validate'],
    ['with a rule that is none', { id: 7, result: { valid: false, findings: [{ rule: 'A' }] } }, 'validate'],
    ['with half an observation', { id: 7, result: { valid: true, observation: { members: [] } } }, 'validate'],
    ['to another question', { id: 7, result: { valid: true } }, 'produce'],
    ['with two resolutions', { id: 7, result: { resolved: 'a', refused: 'a/b' } }, 'resolve'],
    ['with a warning that is no rule', { id: 7, result: { resolved: 'a', warnings: ['soon'] } }, 'resolve'],
    ['of another protocol', { id: 7, result: { name: 'x', version: '1', contracts: {} } }, 'describe'],
    ['that is a list', [], 'validate'],
    ['that is a text', 'valid', 'validate'],
  ])('%s', (_what, answer, op) => {
    expect(() => parse(answer, op)).toThrow(NoAnswer);
  });

  test.each(['', 'ok', '{"id":7', '{"id":7,"result":{"valid":true}} ok'])('%j', (line) => {
    expect(() => parseAnswer(Buffer.from(line), 'validate', 7)).toThrow(NoAnswer);
  });

  test('in bytes that are no UTF-8', () => {
    const line = Buffer.from('{"id":7,"error":"\u00e4"}', 'latin1');
    expect(() => parseAnswer(line, 'validate', 7)).toThrow(NoAnswer);
  });
});

describe('why a line is no answer', () => {
  const whyOf = (line: string): string => {
    try {
      parseAnswer(Buffer.from(line), 'validate', 7);
    } catch (error) {
      if (error instanceof NoAnswer) return error.message;
    }
    return 'it is one';
  };
  const located = (at: object): string =>
    JSON.stringify({ id: 7, result: { valid: false, findings: [{ rule: 'zip/symlink', at }] } });

  test('is said with the place in the schema, the value and the line', () => {
    const line = located({ offset: -1 });
    expect(whyOf(line)).toContain('/result/findings/0/at/offset breaks #/');
    expect(whyOf(line)).toContain(`/offset/minimum with -1; the line is ${line}`);
  });

  test('finds a value below a name with a slash and a tilde', () => {
    const result = { valid: true, observation: { members: [], documents: { 'a/b~1': 'x' }, references: [] } };
    expect(whyOf(JSON.stringify({ id: 7, result }))).toContain('with "x"; the line is {"id":7,');
  });

  test('shows two hundred characters of a value, and of a line', () => {
    const line = located({ line: 'ä'.repeat(300) });
    const why = whyOf(line);
    expect(why).toContain(` with "${'ä'.repeat(199)}…; the line is ${line.slice(0, 200)}…`);
    expect(whyOf('😀'.repeat(201))).toMatch(/; the line is (?:😀){200}…$/u);
    expect(whyOf('😀'.repeat(200))).toMatch(/; the line is (?:😀){200}$/u);
  });

  test('holds no control character', () => {
    expect(whyOf('ok\u001b[31m\r\u202e')).toBe(
      'standard output holds a line that is no JSON; the line is ok\\u{1b}[31m\\u{d}\\u{202e}',
    );
    expect(whyOf(located({ line: '\u202e' }))).toContain(' with "\\u{202e}"; ');
    expect(whyOf('')).toBe('standard output holds a line that is no JSON; the line is empty');
  });

  test('is said however deep the answer is', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(whyOf(`{"id":${deep}}`)).toContain('the answer has the id an array instead of 7; the line is {"id":[[[');
    expect(whyOf(`{"id":7,"error":${deep}}`)).toContain('/error breaks #/properties/error/type with an array; ');
  });
});
