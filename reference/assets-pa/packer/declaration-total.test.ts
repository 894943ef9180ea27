import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import { doctorWorkspace } from './doctor-workspace.ts';
import { excludeAsset } from './include-asset.ts';
import { listAssets, showAsset } from './list-assets.ts';
import { declarationOf, makeProject, put, requestFor, type SampleAsset } from './workspace.test-fixture.ts';

const MEBIBYTE = 1024 * 1024;
const SIXTEEN = 16 * MEBIBYTE;
const SAMPLES: readonly SampleAsset[] = Array.from({ length: 40 }, (_, index) => {
  return { id: index + 1, root: `asset${index + 1}` };
});

let project: string;
beforeEach(() => {
  project = makeProject(SAMPLES);
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const memberOf = (id: number): string => `assets/asset${id}/asset.json`;
const textOf = (id: number): string => JSON.stringify(declarationOf({ id, root: `asset${id}` }));

/** Leaves a declaration as it is but for spaces behind it. */
function pad(id: number, size: number): void {
  put(project, memberOf(id), textOf(id).padEnd(size));
}

/** Makes a declaration of zeros, which whoever reads it would tell of; it takes no room on a disk. */
function fillWithZeros(id: number, size: number): void {
  put(project, memberOf(id), '');
  truncateSync(join(project, memberOf(id)), size);
}

test('declarations of 64 MiB together are built, and of one byte more are not', async () => {
  for (const id of [1, 2, 3]) pad(id, SIXTEEN);
  const others = SAMPLES.slice(4).reduce((sum, { id }) => sum + textOf(id).length, 0);
  pad(4, SIXTEEN - others);
  expect(await buildPack(requestFor(project))).toMatchObject({ outcome: 'success', findings: [] });

  pad(4, SIXTEEN - others + 1);
  const result = await buildPack(requestFor(project));
  const details = { size: 4 * SIXTEEN + 1, limit: 4 * SIXTEEN };
  expect(result).toMatchObject({ outcome: 'blocked', changes: [] });
  expect(result.findings).toMatchObject([
    { rule: 'assets-pa/declarations-too-large', at: { member: memberOf(40) }, details },
  ]);

  await excludeAsset(requestFor(project), '2');
  expect((await buildPack(requestFor(project))).outcome).toBe('success');
});

test('neither the declaration that goes beyond the total nor one after it is read', async () => {
  for (const id of [1, 2, 3, 4]) pad(id, SIXTEEN);
  for (const { id } of SAMPLES.slice(4)) fillWithZeros(id, SIXTEEN);
  rmSync(join(project, memberOf(39)));
  put(project, 'assets/asset40/notes.psd', new Uint8Array(MEBIBYTE));
  const before = process.resourceUsage().maxRSS;

  const beyond = [['assets-pa/declarations-too-large', memberOf(5)]];
  const judged = await doctorWorkspace(requestFor(project), { workspace: true });
  const errors = judged.findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, at }) => [rule, at.member])).toEqual(beyond);
  // Nobody knows what an asset uses whose declaration was not read.
  expect(judged.findings.filter(({ at }) => at.member?.startsWith('assets/asset40/') === true)).toEqual([]);
  const built = await buildPack(requestFor(project));
  expect(built.findings.map(({ rule, at }) => [rule, at.member])).toEqual(beyond);
  const { outcome, assets = [] } = await listAssets(requestFor(project));
  expect(outcome).toBe('success');
  expect(assets.map(({ asset_id, name }) => [asset_id, name])).toEqual(
    SAMPLES.map(({ id }) => [id, id <= 4 ? `asset_${id}` : undefined]),
  );
  // All declarations have 640 MiB, and what is made of one as it is read is more than its bytes.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(512 * 1024);
});

test('what one declaration says is shown whatever the others come to', async () => {
  for (const id of [1, 2, 3, 4]) pad(id, SIXTEEN);
  const { outcome, findings, details } = await showAsset(requestFor(project), '40');
  expect({ outcome, findings, name: details?.name }).toEqual({
    outcome: 'success',
    findings: [],
    name: 'asset_40',
  });
});
