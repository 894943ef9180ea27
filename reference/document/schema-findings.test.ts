import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { parseStrictJson } from './json/index.ts';
import { checkSchema } from './schema-findings.ts';

const RULE = 'json/comment';

function judge(schema: object, text: string) {
  return collect(schema, text).findings();
}

function collect(schema: object, text: string): FindingCollector {
  const validator = new Ajv2020({ strict: true, allErrors: true, strictRequired: false }).compile(schema);
  const document = parseStrictJson(Buffer.from(text), new FindingCollector(HARDENED));
  if (document === undefined) throw new Error('not strict JSON');
  const collector = new FindingCollector(HARDENED);
  checkSchema(document, validator, RULE, collector, 'a.json');
  return collector;
}

describe('schema findings', () => {
  it('name the object that lacks a member', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'object', required: ['b/c'], properties: { 'b/c': {} } } },
    };
    expect(judge(schema, '{"a":\n {}}')).toEqual([
      {
        rule: RULE,
        at: { member: 'a.json', pointer: '/a', line: 2, column: 2, offset: 7 },
        details: {
          keyword: 'required',
          schemaPointer: '#/properties/a/required',
          property: 'b/c',
          problem: 'lacks the member b/c',
        },
      },
    ]);
  });

  it('tell breaches apart that differ at the end of a long pointer', () => {
    const name = 'n'.repeat(20_000);
    const schema = { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } };
    const pointers = judge(schema, `{"${name}":[1,"a",2,3]}`).map(({ at }) => at.pointer);
    expect(pointers).toEqual([`/${name}/0`, `/${name}/2`, `/${name}/3`]);
  });

  it('name an unknown member and a member with a wrong name, at the key', () => {
    const closed = { type: 'object', properties: {}, additionalProperties: false };
    expect(judge(closed, '{ "x~": 1}')).toMatchObject([
      { at: { pointer: '/x~0', line: 1, column: 3, offset: 2 }, details: { keyword: 'additionalProperties' } },
    ]);
    const named = { type: 'object', propertyNames: { pattern: '^[a-z]+$' } };
    expect(judge(named, '{"a": 1, "B": 2}')).toMatchObject([
      { at: { pointer: '/B', offset: 9 }, details: { keyword: 'pattern', schemaPointer: '#/propertyNames/pattern' } },
    ]);
  });

  it('give one finding for each constraint behind if and then', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'boolean' }, b: { type: 'integer' } },
      ...JSON.parse('{"if": {"properties": {"a": {"const": true}}}, "then": {"required": ["b"]}}'),
    };
    expect(judge(schema, '{"a": true}').map(({ details }) => details.schemaPointer)).toEqual(['#/then/required']);
  });

  it('point to a schema that is false, and quote no value of the document', () => {
    const schema = { type: 'object', properties: { token: false, level: { enum: ['a', 'b'] } } };
    const findings = judge(schema, '{"token": "s3cret", "level": "s3cret"}');
    expect(findings.map(({ details }) => details.schemaPointer)).toEqual([
      '#/properties/token',
      '#/properties/level/enum',
    ]);
    expect(findings[1]?.details.problem).toBe('must be one of a, b');
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  });

  it('stop at a thousand, and tell that there are more', () => {
    const schema = { type: 'array', items: { type: 'string' } };
    const collected = (count: number) => {
      const collector = collect(schema, `[${Array.from({ length: count }, () => '1').join(',')}]`);
      return [collector.findings().length, collector.droppedCount > 0];
    };
    expect(collected(1000)).toEqual([1000, false]);
    expect(collected(1001)).toEqual([1000, true]);
    expect(collected(1500)).toEqual([1000, true]);
  });

  it('stop where their places come to more than a report holds by far', () => {
    const schema = { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } };
    const name = 'n'.repeat(6 * 1024 * 1024);
    const breaches = judge(schema, `{"${name}":[${Array.from({ length: 1500 }, () => '1').join(',')}]}`);
    expect(breaches.map(({ at }) => at.pointer?.slice(-3))).toEqual(['n/0', 'n/1', 'n/2']);
  });

  it('are none where the document holds', () => {
    expect(judge({ type: 'integer' }, '1')).toEqual([]);
  });
});
