import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { errorOf, raw, send, until, useServerScene } from './server-scene.test-fixture.ts';

const scene = useServerScene();
const { listen, project } = scene;

describe('paths and methods', () => {
  it.each([
    ['GET', '/api/projects/line-1/export'],
    ['POST', '/api/projects/line-1/export/'],
    ['POST', '/api/projects//export'],
    ['POST', '/api/projects/a/b/export'],
    ['GET', '/api/validate'],
    ['POST', '/api/validate/'],
    ['POST', '/api/contracts'],
    ['DELETE', '/api/openapi.json'],
    ['OPTIONS', '/api/validate'],
    ['GET', '/'],
  ])('%s %s is answered with 404 Not found', async (method, path) => {
    project('line-1', '{"authored": true}');
    const answer = await send(await listen(), path, { method });
    expect(answer.status).toBe(404);
    expect(errorOf(answer)).toEqual({ error: 'Not found' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('answers bytes that are no request with 400 and JSON', async () => {
    const answer = await raw(await listen(), 'nonsense\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('{"error":"Bad request"}');
  });

  it('answers headers that are too large with 431', async () => {
    const answer = await raw(await listen(), `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('answers a request that never ends with 408', async () => {
    const port = await listen({ limits: { headersTimeout: 200, requestTimeout: 200 } });
    const answer = await raw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('closes such a connection although the client keeps its side open', async () => {
    const port = await listen({ limits: { headersTimeout: 200, requestTimeout: 200 } });
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\n');
    const connections = (): Promise<number> =>
      new Promise((resolve) => scene.server?.getConnections((_error, count) => resolve(count)));
    await until(() => socket.readableEnded || socket.resume().readableEnded);
    let open = 1;
    for (let round = 0; round < 300 && open > 0; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      open = await connections();
    }
    expect(open).toBe(0);
    socket.destroy();
  });
});

describe('sender', () => {
  it.each([
    ['127.0.0.1:1', 404],
    ['localhost', 404],
    ['LOCALHOST:80', 404],
    ['[::1]:1', 404],
    ['192.168.1.7', 404],
    ['workbench.example:80', 404],
    ['evil.example', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['[evil]', 403],
    ['localhost:80@evil.example', 403],
  ])('a Host of %s gets %i', async (host, status) => {
    const port = await listen({ allowedHosts: ['Workbench.example'] });
    expect((await send(port, '/', { method: 'GET', headers: { host } })).status).toBe(status);
  });

  it.each([
    ['the same', 'localhost'],
    ['another', 'example.org'],
  ])('refuses a second Host, %s', async (_what, second) => {
    const request = `GET /api/contracts HTTP/1.1\r\nHost: localhost\r\nhOST: ${second}\r\nConnection: close\r\n\r\n`;
    expect(await raw(await listen(), request)).toContain(' 400 Bad Request\r\n');
  });

  it('refuses HTTP/1.1 without a Host', async () => {
    const answer = await raw(await listen(), 'GET /api/contracts HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('refuses the request of another site and takes its own', async () => {
    const port = await listen();
    const own = `127.0.0.1:${port}`;
    const headers = (origin: string) => ({ method: 'GET', headers: { host: own, origin } });
    expect((await send(port, '/api/contracts', headers('https://evil.example'))).status).toBe(403);
    expect((await send(port, '/api/contracts', headers('null'))).status).toBe(403);
    expect((await send(port, '/api/contracts', headers(`http://${own}`))).status).toBe(200);
  });
});
