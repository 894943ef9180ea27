import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './start-server.ts';

const running: RunningServer[] = [];

async function start(...parameters: Parameters<typeof startServer>): Promise<RunningServer> {
  const server = await startServer(...parameters);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

describe('startServer', () => {
  it('listens on the loopback address unless told otherwise', async () => {
    const { url } = await start({ port: 0 });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
    expect((await fetch(`${url}/api/contracts`)).status).toBe(200);
  });

  it('answers to the name that it was told to listen on', async () => {
    const { url } = await start({ host: 'localhost', port: 0 });
    const { port } = new URL(url);
    expect((await fetch(`http://localhost:${port}/api/contracts`)).status).toBe(200);
  });

  it('refuses connections once it is closed', async () => {
    const server = await startServer({ port: 0 });
    await fetch(`${server.url}/api/contracts`);
    await server.close();
    await expect(fetch(`${server.url}/api/contracts`)).rejects.toThrow();
  });

  it('does not wait for ever for a request that never ends', async () => {
    const server = await startServer({ port: 0, grace: 100 });
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /api/validate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx');
    await (await fetch(`${server.url}/api/contracts`)).text();
    await server.close();
    socket.destroy();
  });

  it('says that a port is taken', async () => {
    const { url } = await start({ port: 0 });
    const port = Number(new URL(url).port);
    await expect(start({ port })).rejects.toMatchObject({
      code: 'io',
      message: `cannot listen on 127.0.0.1 port ${port}: EADDRINUSE`,
    });
  });

  it('exports a project as the very bytes of its golden, and finds them valid', async () => {
    const golden = join(import.meta.dirname, '../../golden/anpkg/minimal');
    const projects = mkdtempSync(join(tmpdir(), 'start-server-test-'));
    try {
      cpSync(join(golden, 'input'), join(projects, 'bench-01'), { recursive: true });
      writeFileSync(join(projects, 'bench-01/workbench.json'), '{"authored": true}');
      const { url } = await start({ port: 0, projects });
      const exported = await fetch(`${url}/api/projects/bench-01/export`, { method: 'POST', body: '{}' });
      const bytes = Buffer.from(await exported.arrayBuffer());
      expect(bytes.equals(readFileSync(join(golden, 'expected.anpkg')))).toBe(true);

      const validated = await fetch(`${url}/api/validate?name=a.anpkg&contract=anpkg@1`, {
        method: 'POST',
        body: bytes,
      });
      expect(await validated.json()).toMatchObject({
        valid: true,
        artifacts: [{ path: 'a.anpkg', contract: 'anpkg@1' }],
      });
    } finally {
      rmSync(projects, { recursive: true, force: true });
    }
  });

  it('answers a project that cannot be exported with 400 and the findings', async () => {
    const projects = mkdtempSync(join(tmpdir(), 'start-server-test-'));
    try {
      cpSync(join(import.meta.dirname, '../../golden/anpkg/minimal/input'), join(projects, 'broken'), {
        recursive: true,
      });
      writeFileSync(join(projects, 'broken/workbench.json'), '{"authored": true}');
      writeFileSync(join(projects, 'broken/machine-profile.yaml'), 'schema_version: 1\nschema_version: 1\n');
      const { url } = await start({ port: 0, projects });
      const answer = await fetch(`${url}/api/projects/broken/export`, { method: 'POST' });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ findings: [{ rule: 'yaml/duplicate-key', severity: 'error' }] });
    } finally {
      rmSync(projects, { recursive: true, force: true });
    }
  });
});
