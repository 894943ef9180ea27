import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import { ARTIFACT, EPOCH, FOLDER, IDENTITY, repositoryWith } from '../example-repository.test-fixture.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { resolveArtifact } from '../resolve/resolve.ts';
import { produceDistribution } from './produce-distribution.ts';

const NOW = '2026-11-21T00:00:00Z';
const INDEX = 'dist/index.json';
/** Nobody has this number: an interrupted operation is one of a process that is not there any more. */
const GONE = { pid: 4_194_305, began: '1', host: hostname().replaceAll(/[^A-Za-z0-9-]/g, '-') };

let drawn = 0;

/** Releases 0.2.0 beside the 0.1.0 of the example. */
function release(root: string, system: PublishSystem) {
  drawn += 1;
  const output = { programs: join(root, '.build'), sources: root };
  return produceDistribution({
    root,
    facts: {
      version: '0.2.0',
      gitRev: 'ab12cd340123456789abcdef0123456789abcdef',
      isTreeClean: true,
      sourceDateEpoch: EPOCH,
      toolchain: '1.84.0',
      toolchainFull: 'rustc 1.84.0',
      repository: 'https://git.example.test/tool.git',
    },
    built: [{ target: IDENTITY.target, profile: 'release', outputs: [output, output] }],
    newRevision: false,
    now: NOW,
    ticket: String(drawn).padStart(32, '0'),
    patience: 0,
    surroundings: { system, owner: GONE },
  });
}

function published(): string {
  const root = repositoryWith({ LICENSE: 'MIT\n', 'Cargo.lock': 'lock\n' });
  mkdirSync(join(root, '.build'));
  writeFileSync(join(root, '.build/codex-controller-loop'), '#!/bin/sh\n');
  return root;
}

/** What only looks. */
const HARMLESS: ReadonlySet<keyof PublishSystem> = new Set(['kindOf', 'modeOf']);

/** The system in which one call fails; all later ones too where the process is killed there. */
function failingAt(at: number, isKilled: boolean): { readonly system: PublishSystem; readonly calls: () => number } {
  let calls = -1;
  const system = new Proxy(realSystem, {
    get(real, name: keyof PublishSystem) {
      const call: (...parameters: never[]) => unknown = real[name];
      return (...parameters: never[]) => {
        if (HARMLESS.has(name)) return call(...parameters);
        calls += 1;
        if (calls === at || (isKilled && calls > at && at >= 0)) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        return name === 'synchronise' ? undefined : call(...parameters);
      };
    },
  });
  return { system, calls: () => calls + 1 };
}

const filesOf = (root: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'latin1')]),
  );

describe('a release that is interrupted', () => {
  it.each([
    ['fails', false],
    ['is ended', true],
  ])('where it %s, at any call: distribution/failure-leaves-traces', async (_how, isKilled) => {
    const template = published();
    const before = filesOf(template);
    const finished = published();
    const counting = failingAt(-1, false);
    await release(finished, counting.system);
    const after = filesOf(finished);
    expect(after.size).toBe(before.size + 4);
    for (let at = 0; at < counting.calls(); at += 1) {
      const root = `${template}-${at}`;
      cpSync(template, root, { recursive: true });
      const ended = await release(root, failingAt(at, isKilled).system).catch(() => undefined);
      const now = filesOf(root);
      if (ended?.outcome === 'published') expect(now).toEqual(after);
      for (const [path, content] of before) {
        if (path !== INDEX) expect([path, now.get(path)]).toEqual([path, content]);
      }
      expect([before.get(INDEX), after.get(INDEX)]).toContain(now.get(INDEX));
      // A row never leads to what is not there, or to half of it.
      for (const version of now.get(INDEX) === after.get(INDEX) ? ['0.1.0', '0.2.0'] : ['0.1.0']) {
        const asked = { identity: { ...IDENTITY, version }, now: NOW, options: { deep: true } };
        expect(await resolveArtifact(folderReader(root), asked)).toMatchObject({ kind: 'resolved' });
      }
      rmSync(root, { recursive: true });
    }
    expect(before.has(ARTIFACT) && before.has(`${FOLDER}/package/manifest.json`)).toBe(true);
  });
});
