import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import type { PackerEvent } from './packer-event.ts';
import { makeProject, put, requestFor } from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('events are numbered without a gap and carry a time only where there is a clock', async () => {
  project = makeProject([
    { id: 1, root: 'a' },
    { id: 2, root: 'b' },
  ]);
  const events: PackerEvent[] = [];
  const listener = { projectId: 'p', operationId: 'o', onEvent: (event: PackerEvent) => void events.push(event) };
  await buildPack(requestFor(project, { listener }));
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  expect(events.map(({ kind }) => kind)).toEqual([
    'diagnostics_updated',
    'build_started',
    'progress_updated',
    'progress_updated',
    'asset_discovered',
    'cache_miss',
    'asset_discovered',
    'cache_miss',
    'build_finished',
  ]);
  expect(events.every((event) => event.timestamp === undefined && event.project_id === 'p')).toBe(true);
  put(project, 'assets/b/a.raw', 'changed');
  const timed: PackerEvent[] = [];
  const clocked = {
    ...listener,
    now: () => '2026-01-01T00:00:00Z',
    onEvent: (event: PackerEvent) => void timed.push(event),
  };
  await buildPack(requestFor(project, { listener: clocked }));
  expect(
    timed
      .filter(({ kind }) => /^(?:asset|cache)_/.test(kind))
      .map(({ kind, affected_assets }) => [kind, ...affected_assets]),
  ).toEqual([
    ['cache_hit', 1],
    ['asset_changed', 2],
    ['cache_miss', 2],
  ]);
  expect(new Set(timed.map(({ timestamp }) => timestamp))).toEqual(new Set(['2026-01-01T00:00:00Z']));
});
