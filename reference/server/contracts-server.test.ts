import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReportFinding } from '../report/report.ts';
import { type ContractsServerOptions, createContractsServer } from './contracts-server.ts';
import type { ServerServices } from './server-services.ts';

const FINDING: ReportFinding = {
  rule: 'zip/duplicate-name',
  severity: 'error',
  at: { member: 'a' },
  details: {},
  message: 'two members have this name',
  remedy: 'Keep one.',
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

let folder: string;
let projects: string;
let server: Server | undefined;

/** Services that answer at once; a test replaces what it is about. */
function services(changed: Partial<ServerServices> = {}): ServerServices {
  return {
    contracts: ['anpkg@1', 'strict-zip@1'],
    async validate({ file, name, contract, profile }) {
      const artifact = { path: name, size: readFileSync(file).length, contract, profile };
      return JSON.stringify({ format: 'package-contracts-report/1', artifacts: [artifact] });
    },
    async exportProject({ project, out }) {
      writeFileSync(out, `package of ${project}`);
      return { produced: true };
    },
    assets: async ({ name, operation, body }) => JSON.stringify({ name, operation, asset: body.text('asset') }),
    ...changed,
  };
}

async function listen(options: Partial<ContractsServerOptions> = {}): Promise<number> {
  server = createContractsServer({ services: services(), projects, ...options });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function send(port: number, path: string, { method = 'POST', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function errorOf(answer: Answer): unknown {
  return JSON.parse(answer.body.toString('utf8'));
}

/** Makes a project folder; `sidecar` is the text of its workbench.json. */
function project(name: string, sidecar?: string): string {
  const path = join(projects, name);
  mkdirSync(path, { recursive: true });
  if (sidecar !== undefined) writeFileSync(join(path, 'workbench.json'), sidecar);
  return path;
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** Private folders that the server has not removed. */
function leftOver(): string[] {
  return readdirSync(join(folder, 'temporary'));
}

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 500 && !condition(); round += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-server-test-'));
  projects = join(folder, 'projects');
  mkdirSync(projects);
  mkdirSync(join(folder, 'temporary'));
  vi.stubEnv('TMPDIR', join(folder, 'temporary'));
});

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  server = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

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
    writeFileSync(join(projects, 'file'), '');
    const port = await listen();
    const absent = await send(port, '/api/projects/absent/export');
    expect(absent.status).toBe(404);
    expect(errorOf(absent)).toEqual({ error: "Project 'absent' not found" });
    expect((await send(port, '/api/projects/file/export')).status).toBe(404);
  });

  it('does not follow a link out of the root, nor one to the root, and follows one to a sibling', async () => {
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'workbench.json'), '{"authored": true}');
    symlinkSync(outside, join(projects, 'out'));
    symlinkSync(projects, join(projects, 'self'));
    const sibling = project('line-1', '{"authored": true}');
    symlinkSync(sibling, join(projects, 'alias'));
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
    const failing = services({ exportProject: () => Promise.reject(new Error(`disk full at ${folder}`)) });
    const port = await listen({ services: failing, onInternalError: (error) => errors.push(error) });
    const answer = await send(port, '/api/projects/line-1/export');
    expect(answer.status).toBe(500);
    expect(errorOf(answer)).toEqual({ error: 'Internal error' });
    expect(errors).toHaveLength(1);
    expect(leftOver()).toEqual([]);
  });
});

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
      new Promise((resolve) => server?.getConnections((_error, count) => resolve(count)));
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

describe('validate', () => {
  it('hands the exact bytes and the parameters to the validator', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const answer = await send(await listen(), '/api/validate?name=a%20b.anpkg&contract=anpkg%401&profile=core', {
      body: bytes,
    });
    expect(answer.status).toBe(200);
    expect(errorOf(answer)).toMatchObject({
      artifacts: [{ path: 'a b.anpkg', size: 300_000, contract: 'anpkg@1', profile: 'core' }],
    });
    expect(leftOver()).toEqual([]);
  });

  it('keeps the upload where only this user can read it', async () => {
    const modes: number[] = [];
    const watching = services({
      async validate({ file }) {
        const { statSync } = await import('node:fs');
        modes.push(statSync(file).mode % 0o1000, statSync(join(file, '..')).mode % 0o1000);
        return '{}';
      },
    });
    await send(await listen({ services: watching }), '/api/validate', { body: 'x' });
    expect(modes).toEqual([0o600, 0o700]);
  });

  it.each([
    'nam=x',
    'name=a&name=b',
    'name=',
    'name=..',
    'name=a/b',
    'name=a%5Cb',
    'name=a%0Ab',
    'name=%ff',
    `name=${'a'.repeat(256)}`,
    'contract=anpkg',
    'contract=anpkg@2',
    'profile=strict',
  ])('answers 400 for ?%s', async (query) => {
    const answer = await send(await listen(), `/api/validate?${query}`, { body: 'x' });
    expect(answer.status).toBe(400);
  });

  it('takes an upload of exactly the largest size, announced or not', async () => {
    const port = await listen({ limits: { uploadBytes: 1000 } });
    const body = Buffer.alloc(1000);
    expect((await send(port, '/api/validate', { body })).status).toBe(200);
    expect((await send(port, '/api/validate', { body, headers: { 'transfer-encoding': 'chunked' } })).status).toBe(200);
  });

  it('answers 413 for one byte more, announced or not, and keeps nothing', async () => {
    const port = await listen({ limits: { uploadBytes: 1000 } });
    const body = Buffer.alloc(1001);
    const announced = await send(port, '/api/validate', { body });
    expect(announced.status).toBe(413);
    expect(errorOf(announced)).toEqual({ error: 'The body is larger than 1000 bytes' });
    const chunked = await send(port, '/api/validate', { body, headers: { 'transfer-encoding': 'chunked' } });
    expect(chunked.status).toBe(413);
    expect(leftOver()).toEqual([]);
  });

  it('answers 413 before a client that waits for 100 Continue sends its body', async () => {
    const port = await listen({ limits: { uploadBytes: 1000 } });
    const head = (size: number) =>
      `POST /api/validate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${size}\r\n\r\n`;
    expect(await raw(port, head(1001))).toMatch(/^HTTP\/1\.1 413 /);
    expect(await raw(port, `${head(1)}x`)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });

  it('removes the upload of a client that goes away half-way', async () => {
    const port = await listen();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /api/validate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf');
    await until(() => leftOver().length === 1);
    socket.destroy();
    await until(() => leftOver().length === 0);
  });

  it('answers 503 with Retry-After to one more than it takes at once, then serves again', async () => {
    const releases: (() => void)[] = [];
    const waiting = services({
      validate: () => new Promise((resolve) => releases.push(() => resolve('{}'))),
    });
    const port = await listen({ services: waiting, limits: { concurrent: 1 } });
    const first = send(port, '/api/validate', { body: 'x' });
    await until(() => releases.length === 1);
    const second = await send(port, '/api/validate', { body: 'x' });
    expect(second.status).toBe(503);
    expect(second.headers['retry-after']).toBe('1');
    releases[0]?.();
    expect((await first).status).toBe(200);
    const third = send(port, '/api/validate', { body: 'x' });
    await until(() => releases.length === 2);
    releases[1]?.();
    expect((await third).status).toBe(200);
  });

  it('lets nobody wait for one who is slow to say what it wants of the packer', async () => {
    mkdirSync(join(projects, 'game'));
    const port = await listen({ limits: { concurrent: 1 } });
    const slow = connect(port, '127.0.0.1');
    slow.write('POST /api/assets/game/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{');
    await new Promise<void>((resolve) => server?.once('request', () => resolve()));
    expect((await send(port, '/api/assets/game/list')).status).toBe(200);
    slow.destroy();
  });
});
