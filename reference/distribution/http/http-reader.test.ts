import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { ARTIFACT, exampleArchive, exampleFiles, FOLDER, IDENTITY } from '../example-repository.test-fixture.ts';
import { resolveArtifact } from '../resolve/resolve.ts';
import { type HttpReader, httpReader } from './http-reader.ts';
import { headOf, type Lie, serveFiles, serveLies } from './loopback-server.test-fixture.ts';
import type { TransferLimits } from './transfer-limits.ts';

const NOW = '2026-06-01T00:00:00Z';
const INDEX = 'dist/index.json';
const CHECKSUMS = `${FOLDER}/package/checksums.json`;
const MANIFEST = `${FOLDER}/package/manifest.json`;
const QUICK = { connect: 5000, idle: 1500, total: 4000 };

const readers: HttpReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

function readerOf(url: string, limits: Partial<TransferLimits> = {}): HttpReader {
  const reader = httpReader(url, limits);
  readers.push(reader);
  return reader;
}

async function resolve(url: string, limits: Partial<TransferLimits> = QUICK): Promise<string> {
  try {
    const resolution = await resolveArtifact(readerOf(url, limits), { identity: IDENTITY, now: NOW, options: {} });
    return resolution.kind === 'resolved' ? resolution.path : resolution.rule;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${error.code}: ${error.message.replace(/^127\S+ /u, '')}`;
    throw error;
  }
}

describe('a repository behind an address', () => {
  test('resolves as it does on disk, and each file is asked for once', async () => {
    const { url, asked } = await serveFiles(exampleFiles());
    expect(await resolve(url)).toBe(ARTIFACT);
    expect([...asked].sort()).toEqual(
      [
        'docs/distribution-contract.json',
        INDEX,
        ARTIFACT,
        CHECKSUMS,
        `${FOLDER}/package/manifest.json`,
        `${FOLDER}/package/provenance.json`,
      ].sort(),
    );
  });

  test('may stand below a path', async () => {
    const files = Object.fromEntries(Object.entries(exampleFiles()).map(([path, it]) => [`a b/${path}`, it]));
    const { url } = await serveFiles(files);
    expect(await resolve(`${url}/a%20b`)).toBe(ARTIFACT);
    expect(await resolve(`${url}/a%20b/`)).toBe(ARTIFACT);
  });

  test('without an index has none: 404 alone says that there is nothing', async () => {
    const { [INDEX]: _, ...files } = exampleFiles();
    expect(await resolve((await serveFiles(files)).url)).toBe('distribution/no-index');
  });

  test('gives the same bytes to whoever opens a file again, large ones too', async () => {
    const content = Buffer.alloc(9_000_001, 'abcdefg');
    const reader = readerOf((await serveFiles({ 'dist/large': content })).url);
    for (const at of [0, 4_194_300, 8_999_990]) {
      const opened = await reader.open('dist/large', content.length);
      if (opened.kind !== 'file') throw new Error(opened.kind);
      const bytes = Buffer.alloc(11);
      opened.source.read(at, bytes);
      opened.close();
      expect({ size: opened.source.size, bytes }).toEqual({
        size: content.length,
        bytes: content.subarray(at, at + 11),
      });
    }
  });

  test.each(['ftp://host/', 'http://', 'https://user:word@host/', 'https://host/?a', 'https://host/#', 'host/dist'])(
    'is none at %s',
    (address) => {
      expect(() => httpReader(address)).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );

  test('that nobody listens at is a failure', async () => {
    expect(await resolve('http://127.0.0.1:1/')).toContain('io: cannot be read from (ECONNREFUSED)');
  });
});

const send =
  (head: string, change: (content: Buffer) => Buffer = (content) => content): Lie =>
  (socket, content) => {
    socket.write(head);
    socket.end(change(content));
  };
const archive = exampleArchive();
const status = (line: string): Lie => send(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`, () => Buffer.alloc(0));
const dripping: Lie = (socket, content) => {
  socket.write(headOf(content.length));
  let at = 0;
  const timer = setInterval(() => socket.write(content.subarray(at, ++at)), 50);
  socket.on('close', () => clearInterval(timer));
};
const endless: Lie = (socket) => {
  socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  const more = (): void => {
    while (!socket.destroyed && socket.write(`4000\r\n${' '.repeat(0x4000)}\r\n`));
  };
  socket.on('drain', more);
  more();
};

describe('nothing is accepted from a server that', () => {
  test.each<[string, string, Lie, string]>([
    [
      'redirects',
      INDEX,
      status('302 Found\r\nLocation: /dist/1.0.0/index.json'),
      'io: answers with 302, and redirects',
    ],
    [
      'redirects to a file that is the right one',
      ARTIFACT,
      status(`307 X\r\nLocation: /${ARTIFACT}`),
      'io: answers with 307',
    ],
    ['answers with 500', 'docs/distribution-contract.json', status('500 Oops'), 'io: answers with 500'],
    ['says that the index is gone', INDEX, status('410 Gone'), 'io: answers with 410'],
    ['sends a part', ARTIFACT, send(headOf(9).replace('200 OK', '206 Partial Content')), 'io: answers with 206'],
    ['has an answer without content', INDEX, status('204 No Content'), 'io: answers with 204'],
    [
      'turns to another protocol',
      INDEX,
      send('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n'),
      'io: answers with 101',
    ],
    ['breaks off', INDEX, send(headOf(5000)), 'io: broke off'],
    ['breaks off before it answers', INDEX, (socket) => socket.destroy(), 'io: cannot be read from'],
    [
      'breaks off between chunks',
      INDEX,
      send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{ \n\r\n', () => Buffer.alloc(0)),
      'io: broke off',
    ],
    ['answers with something else than HTTP', INDEX, send('220 smtp ready\r\n\r\n'), 'io: cannot be read from'],
    ['states two lengths', INDEX, send(headOf(1387, 'Content-Length: 3\r\n')), 'io: cannot be read from'],
    [
      'sends compressed bytes',
      INDEX,
      (socket, content) => {
        const packed = gzipSync(content);
        socket.end(Buffer.concat([Buffer.from(headOf(packed.length, 'Content-Encoding: gzip\r\n')), packed]));
      },
      'io: answers with bytes that are compressed',
    ],
    ['never answers', INDEX, () => {}, 'io: said nothing for 1.5 seconds'],
    ['stalls', ARTIFACT, (socket, content) => void socket.write(headOf(content.length)), 'io: said nothing for 1.5'],
    ['sends a byte now and then', ARTIFACT, dripping, 'io: did not answer within 4 seconds'],
    ['sends a page for people', INDEX, send(headOf(15), () => Buffer.from('<!doctype html>')), 'json/'],
    [
      'sends a page for people as the archive',
      ARTIFACT,
      send(headOf(15), () => Buffer.from('<!doctype html>')),
      'distribution/artifact-digest-mismatch',
    ],
    [
      'sends less, and says so',
      ARTIFACT,
      send(headOf(9), (content) => content.subarray(0, 9)),
      'distribution/artifact-digest-mismatch',
    ],
    [
      'sends another byte',
      ARTIFACT,
      send(headOf(archive.length), (content) => Buffer.concat([content.subarray(0, -1), Buffer.from('x')])),
      'distribution/artifact-digest-mismatch',
    ],
    [
      'sends more',
      ARTIFACT,
      send(headOf(archive.length + 1), (content) => Buffer.concat([content, Buffer.from('x')])),
      'distribution/artifact-size-mismatch',
    ],
    ['announces more than any document has', CHECKSUMS, send(headOf(10 ** 12)), 'distribution/sidecar-too-large'],
    ['sends checksums without end', CHECKSUMS, endless, 'distribution/sidecar-too-large'],
    ['announces more than any archive has', ARTIFACT, send(headOf(10 ** 14)), 'distribution/artifact-size-mismatch'],
    ['sends an archive without end', ARTIFACT, endless, 'distribution/artifact-size-mismatch'],
    ['has no checksums', CHECKSUMS, status('404 Not Found'), 'distribution/missing-file'],
  ])('%s', async (_what, path, lie, expected) => {
    expect(await resolve(await serveLies(exampleFiles(), { [path]: lie }))).toContain(expected);
  });

  test('sends an archive without end, and nothing that says how large it is', async () => {
    const url = await serveLies(exampleFiles(), { [ARTIFACT]: endless, [MANIFEST]: status('404 Not Found') });
    expect(await resolve(url, { size: 1_000_000 })).toContain('io: has more than 1000000 bytes');
  });

  test('answers each request with something else', async () => {
    let count = 0;
    const other: Lie = (socket, content) => {
      count += 1;
      const bytes = Buffer.concat([content, Buffer.from('\n'.repeat(count))]);
      socket.end(Buffer.concat([Buffer.from(headOf(bytes.length)), bytes]));
    };
    const lies = Object.fromEntries(Object.keys(exampleFiles()).map((path) => [path, other]));
    expect(await resolve(await serveLies(exampleFiles(), lies))).toBe('distribution/artifact-size-mismatch');
    // Spaces behind a document are no other document: what counts are the digests.
    expect(count).toBe(6);
  });

  test('speaks no TLS where it should', async () => {
    const url = await serveLies(exampleFiles(), {});
    expect(await resolve(url.replace('http:', 'https:'))).toMatch(/^io: (?:cannot be read from|did not answer)/u);
  });
});

test('what has more bytes than are wanted is cut off behind the next one', async () => {
  const url = await serveLies({}, { 'dist/endless': endless });
  const opened = await readerOf(url).open('dist/endless', 100_000);
  expect(opened).toMatchObject({ kind: 'file', source: { size: 100_001 } });
});

test('proxies of the environment are not asked', async () => {
  const { url } = await serveFiles(exampleFiles());
  const before = process.env.http_proxy;
  process.env.http_proxy = 'http://127.0.0.1:1';
  try {
    expect(await resolve(url)).toBe(ARTIFACT);
  } finally {
    if (before === undefined) delete process.env.http_proxy;
    else process.env.http_proxy = before;
  }
});
