import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorOf, raw, send, services, until, useServerScene } from './server-scene.test-fixture.ts';

const scene = useServerScene();
const { leftOver, listen } = scene;

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
    mkdirSync(join(scene.projects, 'game'));
    const port = await listen({ limits: { concurrent: 1 } });
    const slow = connect(port, '127.0.0.1');
    slow.write('POST /api/assets/game/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{');
    await new Promise<void>((resolve) => scene.server?.once('request', () => resolve()));
    expect((await send(port, '/api/assets/game/list')).status).toBe(200);
    slow.destroy();
  });
});
