import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { type ContractsServerOptions, createContractsServer } from './contracts-server.ts';
import type { ServerServices } from './server-services.ts';

/** A fresh server for each test of a file, with its own folders. */
export interface ServerScene {
  readonly folder: string;
  /** Folder of the projects. */
  readonly projects: string;
  readonly server: Server | undefined;
  /** Lets a server listen, and gives its port. */
  readonly listen: (options?: Partial<ContractsServerOptions>) => Promise<number>;
  /** Makes a project folder; `sidecar` is the text of its workbench.json. */
  readonly project: (name: string, sidecar?: string) => string;
  /** Private folders that the server has not removed. */
  readonly leftOver: () => readonly string[];
}

/** Makes the scene ahead of each test of the calling file, and clears it away behind each. */
export function useServerScene(): ServerScene {
  let folder = '';
  let projects = '';
  let server: Server | undefined;
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
  return {
    get folder() {
      return folder;
    },
    get projects() {
      return projects;
    },
    get server() {
      return server;
    },
    async listen(options = {}) {
      server = createContractsServer({ services: services(), projects, ...options });
      await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      return address.port;
    },
    project(name, sidecar) {
      const path = join(projects, name);
      mkdirSync(path, { recursive: true });
      if (sidecar !== undefined) writeFileSync(join(path, 'workbench.json'), sidecar);
      return path;
    },
    leftOver: () => readdirSync(join(folder, 'temporary')),
  };
}

/** Services that answer at once; a test replaces what it is about. */
export function services(changed: Partial<ServerServices> = {}): ServerServices {
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

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request, and gives the whole answer. */
export function send(port: number, path: string, { method = 'POST', headers = {}, body }: Sent = {}): Promise<Answer> {
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

/** The JSON of an answer. */
export function errorOf(answer: Answer): unknown {
  return JSON.parse(answer.body.toString('utf8'));
}

/** Sends bytes as they are, and gives all that comes until the server ends the connection. */
export function raw(port: number, text: string): Promise<string> {
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

/** Waits for at most five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 500 && !condition(); round += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}
