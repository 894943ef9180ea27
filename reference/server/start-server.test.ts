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

  it('says that a port is taken', async () => {
    const { url } = await start({ port: 0 });
    const port = Number(new URL(url).port);
    await expect(start({ port })).rejects.toMatchObject({
      code: 'io',
      message: `cannot listen on 127.0.0.1 port ${port}: EADDRINUSE`,
    });
  });
});
