import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EPOCH, exampleFiles, writeRepository } from './example-repository.test-fixture.ts';
import { produceDistribution } from './produce/produce-distribution.ts';

/** A repository with so many generations, 0.1.0 and on, each published by the producer with one artifact. */
export async function withGenerations(count: number): Promise<string> {
  const files = Object.entries(exampleFiles()).filter(([path]) => !path.startsWith('dist/'));
  const root = writeRepository({ ...Object.fromEntries(files), LICENSE: 'MIT\n', 'Cargo.lock': 'lock\n' });
  const programs = join(root, '.build');
  mkdirSync(programs);
  writeFileSync(join(programs, 'codex-controller-loop'), '#!/bin/sh\n');
  const outputs = [1, 2].map(() => ({ programs, sources: root }));
  for (let minor = 1; minor <= count; minor += 1) {
    await produceDistribution({
      root,
      facts: { ...FACTS, version: `0.${minor}.0` },
      built: [{ target: 'x86_64-unknown-linux-gnu', profile: 'release', outputs }],
      newRevision: false,
      now: '2026-11-21T00:00:00Z',
      ticket: String(minor).padStart(32, '0'),
      patience: 0,
    });
  }
  return root;
}

const FACTS = {
  gitRev: 'ab12cd340123456789abcdef0123456789abcdef',
  isTreeClean: true,
  sourceDateEpoch: EPOCH,
  toolchain: '1.84.0',
  toolchainFull: 'rustc 1.84.0',
  repository: 'https://git.example.test/eric/codex-controller-loop.git',
};
