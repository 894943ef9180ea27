import { expect } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import type { ProjectFolder } from './project-folder.ts';

/** In place of a text: the path leads to a folder, or out of the project. */
export const FOLDER = '<folder>';
export const OUTSIDE = '<outside>';

/** The files of the smallest project. */
export const PROJECT: Readonly<Record<string, string>> = {
  'machine-profile.yaml': [
    'schema_version: 1',
    'machine_id: m1',
    'display_name: M',
    'runtime_profiles: { manual: manual.yaml }',
    'providers: { p1: { config: p1.yaml } }',
    'compatibility:',
    '  runtime: { config_contract: a, http_contract: b }',
    '  providers: { p1: { strategy: local-build, version: unspecified } }',
    '',
  ].join('\n'),
  'manual.yaml': 'providers:\n  - id: p1\n    command: run\n',
  'p1.yaml': 'a: 1\n',
};

/** The smallest project with changes, in memory; `undefined` takes a file out. */
export function project(changes: Readonly<Record<string, string | undefined>> = {}): ProjectFolder {
  const files = new Map(Object.entries({ ...PROJECT, ...changes }));
  return {
    name: 'm1',
    find(path) {
      const text = files.get(path);
      if (text === undefined) return { state: 'missing' };
      if (text === FOLDER) return { state: 'special', kind: 'a folder' };
      if (text === OUTSIDE) return { state: 'outside' };
      return { state: 'file', open: () => ({ ...bufferSource(Buffer.from(text)), close() {} }) };
    },
  };
}

/** The change that replaces a part of a file which has it. */
export function replaced(path: string, from: string, to: string): Record<string, string> {
  const text = PROJECT[path] ?? '';
  expect(text, `${path} holds ${from}`).toContain(from);
  return { [path]: text.replace(from, to) };
}
