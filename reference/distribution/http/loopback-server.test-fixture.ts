import { createServer, type Server } from 'node:http';
import { createServer as createRawServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';
import type { RepositoryFiles } from '../example-repository.test-fixture.ts';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing.splice(0)) close();
});

/** Serves files on the loopback address, and notes what was asked for. */
export async function serveFiles(
  files: RepositoryFiles,
): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    asked.push(path);
    const content = files[path];
    response.writeHead(content === undefined ? 404 : 200).end(content ?? 'Not Found');
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** What is sent for a path, instead of the file; it gets the socket behind the head of the request. */
export type Lie = (socket: Socket, content: Buffer) => void;

/** As `serveFiles`, with answers that are written by hand: `lies` by the paths that they are told for. */
export async function serveLies(files: RepositoryFiles, lies: Readonly<Record<string, Lie>>): Promise<string> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    let head = '';
    socket.on('data', (chunk) => {
      const wasComplete = head.includes('\r\n\r\n');
      head += chunk.toString('latin1');
      if (wasComplete || !head.includes('\r\n\r\n')) return;
      const path = decodeURIComponent(head.split(' ')[1] ?? '').slice(1);
      const content = files[path];
      const lie = lies[path];
      if (lie !== undefined) lie(socket, Buffer.from(content ?? ''));
      else if (content === undefined) socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
      else socket.end(Buffer.concat([Buffer.from(headOf(Buffer.byteLength(content))), Buffer.from(content)]));
    });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** The head of an answer with 200. */
export function headOf(length: number, more = ''): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n${more}\r\n`;
}

async function listen(server: ReturnType<typeof createRawServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
