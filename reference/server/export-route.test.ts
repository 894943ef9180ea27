import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportFinding } from '../report/report.ts';
import { errorOf, send, services, until, useServerScene } from './server-scene.test-fixture.ts';

const scene = useServerScene();
const { leftOver, listen, project } = scene;

const FINDING: ReportFinding = {
  rule: 'zip/duplicate-name',
  severity: 'error',
  at: { member: 'a' },
  details: {},
  message: 'two members have this name',
  remedy: 'Keep one.',
};

describe('export', () => {
  it('answers an authored project with the package and its headers', async () => {
    const path = project('line-1', '{"authored": true}');
    const answer = await send(await listen(), '/api/projects/line-1/export', { body: '{}' });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(`package of ${path}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="line-1.anpkg"',
      'content-length': String(answer.body.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    await until(() => leftOver().length === 0);
  });

  it('ignores the body and the query string', async () => {
    project('line-1', '{"authored": true}');
    const answer = await send(await listen(), '/api/projects/line-1/export?x=%zz', { body: 'not json' });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['a%62', 'an encoded name, which is not decoded'],
    ['..', 'a parent folder'],
    ['a.b', 'a full stop'],
    ['a'.repeat(65), '65 characters'],
  ])('answers 400 for the name %s: %s', async (name) => {
    const answer = await send(await listen(), `/api/projects/${name}/export`);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toEqual({ error: 'Invalid project name' });
  });

  it('accepts a name of 64 characters', async () => {
    project('a'.repeat(64), '{"authored": true}');
    expect((await send(await listen(), `/api/projects/${'a'.repeat(64)}/export`)).status).toBe(200);
  });

  it('answers 404 for a project that is not there, or is a file', async () => {
    writeFileSync(join(scene.projects, 'file'), '');
    const port = await listen();
    const absent = await send(port, '/api/projects/absent/export');
    expect(absent.status).toBe(404);
    expect(errorOf(absent)).toEqual({ error: "Project 'absent' not found" });
    expect((await send(port, '/api/projects/file/export')).status).toBe(404);
  });

  it('does not follow a link out of the root, nor one to the root, and follows one to a sibling', async () => {
    const outside = join(scene.folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'workbench.json'), '{"authored": true}');
    symlinkSync(outside, join(scene.projects, 'out'));
    symlinkSync(scene.projects, join(scene.projects, 'self'));
    const sibling = project('line-1', '{"authored": true}');
    symlinkSync(sibling, join(scene.projects, 'alias'));
    const port = await listen();
    expect((await send(port, '/api/projects/out/export')).status).toBe(404);
    expect((await send(port, '/api/projects/self/export')).status).toBe(404);
    expect((await send(port, '/api/projects/alias/export')).body.toString()).toBe(`package of ${sibling}`);
  });

  it.each([
    ['no sidecar', undefined],
    ['authored: false', '{"authored": false}'],
    ['authored as a string', '{"authored": "true"}'],
    ['a sidecar that is an array', '[true]'],
    ['a sidecar that does not parse', '{authored: true}'],
  ])('answers 409 imported_project for %s', async (_, sidecar) => {
    project('line-1', sidecar);
    const answer = await send(await listen(), '/api/projects/line-1/export');
    expect(answer.status).toBe(409);
    expect(errorOf(answer)).toMatchObject({ code: 'imported_project' });
  });

  it('answers 400 with the findings when the project cannot be exported', async () => {
    project('line-1', '{"authored": true}');
    const refusing = services({ exportProject: async () => ({ produced: false, findings: [FINDING] }) });
    const answer = await send(await listen({ services: refusing }), '/api/projects/line-1/export');
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toEqual({ error: 'The project cannot be exported', findings: [FINDING] });
    expect(leftOver()).toEqual([]);
  });

  it('says nothing of an unexpected error but 500', async () => {
    project('line-1', '{"authored": true}');
    const errors: unknown[] = [];
    const failing = services({ exportProject: () => Promise.reject(new Error(`disk full at ${scene.folder}`)) });
    const port = await listen({ services: failing, onInternalError: (error) => errors.push(error) });
    const answer = await send(port, '/api/projects/line-1/export');
    expect(answer.status).toBe(500);
    expect(errorOf(answer)).toEqual({ error: 'Internal error' });
    expect(errors).toHaveLength(1);
    expect(leftOver()).toEqual([]);
  });
});
