import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runIn } from '../../cli/cli-run.test-fixture.ts';
import { ARTIFACT, exampleArchive, exampleFiles, repositoryWith } from '../example-repository.test-fixture.ts';
import { httpReader } from '../http/http-reader.ts';

const IDENTITY =
  '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1 --host any --now 2026-06-01T00:00:00Z'.split(
    ' ',
  );

function openssl(folder: string, ...args: readonly string[]): string {
  return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

test('openssl makes the key, and agrees on the signature', async () => {
  const root = repositoryWith({});
  openssl(root, 'genpkey', '-algorithm', 'ed25519', '-out', 'key.pem');
  openssl(root, 'pkey', '-in', 'key.pem', '-pubout', '-out', 'pub.pem');
  execFileSync('chmod', ['600', join(root, 'key.pem')]);
  const now = ['--now', '2026-06-01T00:00:00Z'];
  const signed = await runIn(root, [
    'distribution',
    'sign-index',
    '.',
    '--key',
    'key.pem',
    '--expires',
    '2026-07-01T00:00:00Z',
    ...now,
  ]);
  expect(signed).toMatchObject({ code: 0, stderr: '' });

  const { payload, payloadType, signatures } = JSON.parse(
    readFileSync(join(root, 'dist/index.signature.json'), 'utf8'),
  );
  const bytes = Buffer.from(payload, 'base64');
  const head = Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `);
  writeFileSync(join(root, 'pae'), Buffer.concat([head, bytes]));
  writeFileSync(join(root, 'sig'), Buffer.from(signatures[0].sig, 'base64'));
  const verify = ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', 'pub.pem', '-in', 'pae', '-sigfile', 'sig'];
  expect(openssl(root, ...verify)).toContain('Signature Verified Successfully');
  openssl(root, 'pkey', '-pubin', '-in', 'pub.pem', '-outform', 'DER', '-out', 'pub.der');
  expect(openssl(root, 'dgst', '-sha256', '-r', 'pub.der')).toContain(signatures[0].keyid);
  writeFileSync(join(root, 'pae'), Buffer.concat([head, bytes, Buffer.from(' ')]));
  expect(() => openssl(root, ...verify)).toThrow();

  const trust = ['distribution', 'trust', '--name', 'codex-controller-loop', '--key', 'pub.pem', '--out', 'trust.json'];
  expect(await runIn(root, trust)).toMatchObject({ code: 0, stderr: '' });
  const resolve = ['resolve', '.', ...IDENTITY, '--trust', 'trust.json', '--out', 'out.tar.gz'];
  expect(await runIn(root, resolve)).toEqual({ code: 0, stdout: `${ARTIFACT}\n`, stderr: '' });
  expect(readFileSync(join(root, 'out.tar.gz'))).toEqual(exampleArchive());
  expect(JSON.parse(readFileSync(join(root, 'trust.json'), 'utf8')).seen.version).toBe(1);
});

test('a certificate that nobody vouches for is refused, whatever the environment says', async () => {
  const folder = repositoryWith({});
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  openssl(folder, 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tls.key', '-out', 'tls.pem', ...subject);
  const files = exampleFiles();
  const server = createServer(
    { key: readFileSync(join(folder, 'tls.key')), cert: readFileSync(join(folder, 'tls.pem')) },
    (request, response) => {
      const content = files[(request.url ?? '').slice(1)];
      response.writeHead(content === undefined ? 404 : 200).end(content);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  try {
    const address = server.address();
    const url = `https://localhost:${typeof address === 'object' ? address?.port : ''}/`;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const opened = httpReader(url).open('dist/index.json', 1_000_000);
    await expect(opened).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('SELF_SIGNED_CERT') });
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    server.close();
  }
});
