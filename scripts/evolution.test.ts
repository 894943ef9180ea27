import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from './evolution/change.ts';
import { toChangeTable } from './evolution/change-table.ts';
import { compareContract, isCompatible } from './evolution/compare-contract.ts';
import { RELEASED_LIST } from './evolution/released-list.ts';
import { releaseContract } from './release-contract.ts';

const CONTRACTS = join(import.meta.dirname, '../contracts');
const NAME = 'anpkg';
let root: string;
let folder: string;

// A scratch copy of the contract, released as it stands.
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'evolution-'));
  folder = join(root, 'contracts', NAME, 'v1');
  cpSync(join(CONTRACTS, NAME), join(root, 'contracts', NAME), {
    recursive: true,
    filter: (path) => !path.endsWith('released'),
  });
  releaseContract(root, NAME);
});
beforeEach(() => {
  cpSync(join(folder, 'released/1.0.0'), folder, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

type Json = Record<string, unknown>;

function change(path: string, edit: (text: string) => string): readonly Change[] {
  const before = readFileSync(join(folder, path), 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, path), after);
  return compareContract(root, NAME).changes;
}

function changeJson(path: string, edit: (value: Json) => void): readonly Change[] {
  return change(path, (text) => {
    const value: Json = JSON.parse(text);
    edit(value);
    return JSON.stringify(value);
  });
}

function at(value: unknown, ...path: readonly string[]): Json {
  let found: unknown = value;
  for (const name of path) found = Object(found)[name];
  return Object(found);
}

const PROFILE = 'schemas/machine-profile.schema.json';

/** Asserts with ajv alone that the instance turns from one verdict to the other. */
function expectTurn(path: string, instance: unknown, was: boolean, is: boolean): void {
  const verdicts = [join(folder, 'released/1.0.0', path), join(folder, path)].map((file) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    return ajv.compile(JSON.parse(readFileSync(file, 'utf8')))(instance);
  });
  expect(verdicts).toEqual([was, is]);
}

describe('a schema', () => {
  test('that did not change has no changes', () => {
    expect(compareContract(root, NAME)).toEqual({ contract: NAME, since: '1.0.0', changes: [], problems: [] });
  });

  test('with a new optional member is additive, and an instance shows it', () => {
    const changes = changeJson(PROFILE, (schema) => {
      at(schema, 'properties').colour = { description: 'A colour.', type: 'string' };
    });
    expect(changes).toMatchObject([{ kind: 'additive', file: PROFILE, where: '#/properties/colour', what: 'added' }]);
    expectTurn(PROFILE, changes[0]?.shown?.instance, false, true);
    expect(isCompatible(compareContract(root, NAME))).toBe(true);
  });

  test('with a new required member is breaking, and an instance shows it', () => {
    const changes = changeJson(PROFILE, (schema) => {
      at(schema, 'properties').colour = { description: 'A colour.', type: 'string' };
      schema.required = [...Object.values(at(schema, 'required')), 'colour'];
    });
    const breaking = changes.find(({ kind }) => kind === 'breaking');
    expect(breaking).toMatchObject({ where: '#/required', what: 'colour is now required' });
    expectTurn(PROFILE, breaking?.shown?.instance, true, false);
    expect(isCompatible(compareContract(root, NAME))).toBe(false);
    expect(toChangeTable([compareContract(root, NAME)])).toContain('was valid, is refused now: {');
  });

  test('with other descriptions and titles is editorial', () => {
    const changes = changeJson(PROFILE, (schema) => {
      schema.title = 'Profile';
      at(schema, 'properties', 'machine_id').description = 'Other words.';
    });
    expect(changes.map(({ kind, where }) => [kind, where])).toEqual([
      ['editorial', '#/title'],
      ['editorial', '#/properties/machine_id/description'],
    ]);
    expect(isCompatible(compareContract(root, NAME))).toBe(true);
  });

  test('that is laid out otherwise, or moves a constraint into a definition, is editorial', () => {
    const changes = changeJson(PROFILE, (schema) => {
      const members = at(schema, 'properties');
      at(schema, '$defs')['display-name'] = members.display_name;
      members.display_name = { $ref: '#/$defs/display-name' };
    });
    expect(changes).toMatchObject([{ kind: 'editorial' }]);
  });

  test.each<[string, string, (schema: Json) => void, Change['kind'], string]>([
    [
      'a shorter limit of a text',
      PROFILE,
      (schema) => {
        at(schema, 'properties', 'display_name').maxLength = 5;
      },
      'breaking',
      '#/properties/display_name/maxLength',
    ],
    [
      'a text that may be null as well',
      PROFILE,
      (schema) => {
        at(schema, 'properties', 'display_name').type = ['string', 'null'];
      },
      'additive',
      '#/properties/display_name/type',
    ],
    [
      'a member that is gone',
      PROFILE,
      (schema) => {
        delete at(schema, 'properties').behaviors;
      },
      'breaking',
      '#/properties/behaviors',
    ],
    [
      'a member that need not be there any more',
      PROFILE,
      (schema) => {
        schema.required = Object.values(at(schema, 'required')).filter((name) => name !== 'display_name');
      },
      'additive',
      '#/required',
    ],
    [
      'a pattern that asks for more',
      PROFILE,
      (schema) => {
        at(schema, 'properties', 'machine_id').pattern = '^[a-c]';
      },
      'breaking',
      '#/properties/machine_id/pattern',
    ],
    [
      'a member that readers of an open object ignored',
      'schemas/project-sidecar.schema.json',
      (schema) => {
        at(schema, 'properties').colour = { description: 'A colour.', type: 'string' };
      },
      'additive',
      '#/properties/colour',
    ],
    [
      'an object that is closed',
      'schemas/project-sidecar.schema.json',
      (schema) => {
        schema.additionalProperties = false;
      },
      'breaking',
      '#/additionalProperties',
    ],
    [
      'a constraint that refuses nothing',
      PROFILE,
      (schema) => {
        at(schema, 'properties', 'schema_version').maximum = 1_000_000;
      },
      'undecided',
      '#/properties/schema_version/maximum',
    ],
  ])('%s', (_, path, edit, kind, where) => {
    const changes = changeJson(path, edit);
    expect(changes.map((one) => [one.kind, one.where])).toEqual([[kind, where]]);
    const [shown] = changes;
    if (shown?.shown === undefined) return;
    expectTurn(path, shown.shown.instance, kind === 'breaking', kind === 'additive');
  });
});

describe('a catalogue', () => {
  const rules = (edit: (list: Json[]) => void): readonly (readonly [string, string])[] =>
    change('rules.json', (text) => {
      const list: Json[] = JSON.parse(text);
      edit(list);
      return JSON.stringify(list);
    }).map(({ kind, where }) => [kind, where] as const);
  const first = 'anpkg/folder-special-file';
  const second = 'anpkg/folder-unsafe-name';
  const fresh = { status: 'active', role: 'consumer', phase: 'policy', origin: 'ours' };

  test.each<[string, (list: Json[]) => void, Change['kind'], string]>([
    ['an id that is gone', (list) => list.splice(0, 1), 'breaking', first],
    ['a new MUST', (list) => list.push({ ...fresh, id: 'anpkg/new', level: 'MUST' }), 'breaking', 'anpkg/new'],
    ['a new SHOULD', (list) => list.push({ ...fresh, id: 'anpkg/new', level: 'SHOULD' }), 'additive', 'anpkg/new'],
    ['a MUST that becomes a SHOULD', (list) => Object.assign(at(list, '0'), { level: 'SHOULD' }), 'additive', first],
    ['a rule of ours that enters core', (list) => Object.assign(at(list, '0'), { origin: 'seed' }), 'breaking', first],
    ['another phase', (list) => Object.assign(at(list, '0'), { phase: 'policy' }), 'breaking', first],
    ['a rule that is retired', (list) => Object.assign(at(list, '0'), { status: 'retired' }), 'additive', first],
    ['other words', (list) => Object.assign(at(list, '0'), { message: 'other words' }), 'editorial', first],
    ['another order', (list) => list.reverse(), 'breaking', ''],
    ['a member nobody knows', (list) => Object.assign(at(list, '0'), { weight: 1 }), 'undecided', first],
  ])('with %s', (_, edit, kind, where) => {
    const found = rules(edit);
    expect(found.map(([name]) => name)).toEqual([kind]);
    if (where !== '') expect(found[0]?.[1]).toBe(where);
  });

  test('with an id that was renamed is breaking', () => {
    expect(rules((list) => Object.assign(at(list, '1'), { id: 'anpkg/other' }))).toEqual([
      ['breaking', second],
      ['breaking', 'anpkg/other'],
    ]);
  });

  test('with a SHOULD that becomes a MUST is breaking', () => {
    const found = rules((list) => {
      const should = list.find(({ level }) => level === 'SHOULD');
      expect(should).toBeDefined();
      Object.assign(at(should), { level: 'MUST' });
    });
    expect(found.map(([kind]) => kind)).toEqual(['breaking']);
  });
});

test('an example that changed, came or went is editorial', () => {
  const example = 'examples/project-sidecar.json';
  expect(change(example, (text) => text.trimEnd())).toMatchObject([
    { kind: 'editorial', file: example, what: 'another example' },
  ]);
  rmSync(join(folder, example));
  expect(compareContract(root, NAME).changes).toMatchObject([{ kind: 'editorial', what: 'the example is gone' }]);
});

describe('a release', () => {
  test('is written once', () => {
    expect(() => releaseContract(root, NAME)).toThrow('contracts/anpkg/v1/released/1.0.0 exists');
  });

  test('of additive changes asks for another minor version', () => {
    changeJson(PROFILE, (schema) => {
      at(schema, 'properties').colour = { description: 'A colour.', type: 'string' };
    });
    const bump = (version: string) => changeJson('contract.json', (contract) => Object.assign(contract, { version }));
    bump('1.0.1');
    expect(() => releaseContract(root, NAME)).toThrow('another minor version than 1.0.1');
    bump('0.9.0');
    expect(() => releaseContract(root, NAME)).toThrow('cannot hold the version 0.9.0');
    bump('1.1.0');
    const list = join(root, RELEASED_LIST);
    const text = readFileSync(list, 'utf8');
    expect(releaseContract(root, NAME)).toBe('contracts/anpkg/v1/released/1.1.0');
    expect(compareContract(root, NAME)).toMatchObject({ since: '1.1.0', changes: [], problems: [] });
    rmSync(join(folder, 'released/1.1.0'), { recursive: true });
    expect(compareContract(root, NAME).problems).toEqual([`released/1.1.0 is gone: ${RELEASED_LIST} lists it`]);
    writeFileSync(list, text);
  });

  test('of which every copy is gone is not one that is yet to come', () => {
    renameSync(join(folder, 'released'), join(root, 'away'));
    const comparison = compareContract(root, NAME);
    renameSync(join(root, 'away'), join(folder, 'released'));
    expect(comparison.since).toBeUndefined();
    expect(comparison.problems).toEqual([`released/1.0.0 is gone: ${RELEASED_LIST} lists it`]);
    expect(isCompatible(comparison)).toBe(false);
  });

  test('that was replaced, digests and all, is a problem', () => {
    const path = join(folder, 'released/1.0.0/SHA256SUMS');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.split('\n').reverse().join('\n'));
    const comparison = compareContract(root, NAME);
    writeFileSync(path, text);
    expect(comparison.problems).toContain(`released/1.0.0 is another one than ${RELEASED_LIST} lists`);
  });

  test('that nobody listed is a problem', () => {
    const list = join(root, RELEASED_LIST);
    const text = readFileSync(list, 'utf8');
    writeFileSync(list, text.replaceAll('anpkg', 'another'));
    const comparison = compareContract(root, NAME);
    writeFileSync(list, text);
    expect(comparison.problems).toEqual([`released/1.0.0 does not stand in ${RELEASED_LIST}`]);
  });

  test('of a breaking change is refused', () => {
    changeJson(PROFILE, (schema) => {
      delete at(schema, 'properties').behaviors;
    });
    changeJson('contract.json', (contract) => Object.assign(contract, { version: '1.1.0' }));
    expect(() => releaseContract(root, NAME)).toThrow('anpkg cannot be released');
  });

  test('that was touched afterwards is a problem', () => {
    const copy = join(folder, 'released/1.0.0', PROFILE);
    const text = readFileSync(copy);
    writeFileSync(copy, `${text} `);
    const comparison = compareContract(root, NAME);
    writeFileSync(copy, text);
    expect(comparison.problems).toEqual(['released/1.0.0 is not what was released: see SHA256SUMS']);
    expect(isCompatible(comparison)).toBe(false);
  });
});
