import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minimalFiles, type PackageFiles, withChecksums } from '../anpkg/minimal-package.test-fixture.ts';
import { zipOf } from '../recognition/sample-artifacts.test-fixture.ts';
import { CREDENTIAL_SAMPLES } from '../report/credential-samples.test-fixture.ts';
import { resolveEscapes } from '../report/resolve-escapes.ts';
import { createContractsServer } from '../server/contracts-server.ts';
import { REFERENCE_SERVICES } from '../server/reference-services.ts';
import { makeFolder, removeFolder, runIn } from './cli-run.test-fixture.ts';

/** Where a credential may stand in a document that is the artifact itself. */
const DOCUMENTS: Readonly<Record<string, (text: string) => string>> = {
  'd.json': (text) => JSON.stringify({ [text]: 1, endpoint: text, list: [text, { [text]: { deep: [text] } }] }),
  'd.yaml': (text) =>
    `first: 1\n${JSON.stringify(text)}: 1\nendpoint: "${escaped(text)}"\nlist: [${JSON.stringify(text)}]\n`,
};

/** Where a credential may stand, as the files of a package that has it there and nowhere else. */
const PLACES: Readonly<Record<string, (text: string) => PackageFiles>> = {
  'the name of a member': (text) => ({ [`providers/${text}.yaml`]: 'a: 1\n' }),
  'the folder of a member': (text) => ({ [`providers/${text}/x.yaml`]: 'a: [1\n' }),
  'a YAML key': (text) => ({ 'providers/p.yaml': `? ${JSON.stringify(text)}\n: 1\n? ${JSON.stringify(text)}\n: 2\n` }),
  'a key of a YAML document with a schema': (text) => ({
    'machine-profile.yaml': `${minimalFiles()['machine-profile.yaml']}? ${JSON.stringify(text)}\n: {a: 1}\n`,
  }),
  'a JSON key': (text) => ({ 'extra.json': `{${JSON.stringify(text)}: 1, ${JSON.stringify(text)}: 2}\n` }),
  'a YAML value': (text) => ({ 'providers/p.yaml': `endpoint: ${JSON.stringify(text)}\n` }),
  'a plain YAML value': (text) => ({ 'providers/p.yaml': `endpoint: |\n  ${text.replaceAll('\n', '\n  ')}\n` }),
  'a YAML value that is escaped': (text) => ({ 'providers/p.yaml': `endpoint: "${escaped(text)}"\n` }),
  'a JSON value': (text) => ({ 'extra.json': `{"endpoint": ${JSON.stringify(text)}}\n` }),
  'a text of XML': (text) => ({ 'runtime/behaviors/b.xml': `<root><a b="${text}"/>${text}</root>\n` }),
  'an argument of a provider': (text) => ({
    'runtime/anolis-runtime.yaml': `${minimalFiles()['runtime/anolis-runtime.yaml']}  - ${JSON.stringify(text)}\n`,
  }),
  'a document that is no YAML': (text) => ({
    'providers/p.yaml': `endpoint: ${JSON.stringify(text)} ]\n  x: {${JSON.stringify(text)}\n`,
  }),
  'a document that is no YAML, escaped': (text) => ({ 'providers/p.yaml': `endpoint: "${escaped(text)}" ]\n` }),
  'a document that is no JSON': (text) => ({ 'extra.json': `{${JSON.stringify(text)}: ${JSON.stringify(text)}, }\n` }),
  'a line of the checksum list': (text) => ({ 'meta/checksums.sha256': `${text}\n` }),
};

const RUNS: readonly (readonly string[])[] = [
  ...['text', 'json', 'sarif', 'junit', 'github'].map((format) => ['validate', '--format', format, 'p.anpkg']),
  ['validate', '--profile', 'core', 'p.anpkg'],
  ['inspect', '--format', 'json', '--contract', 'strict-zip@1', 'p.anpkg'],
  ...['text', 'json'].flatMap((format) => [
    ['inspect', '--format', format, 'p.anpkg'],
    ['diff', '--format', format, 'minimal.anpkg', 'p.anpkg'],
    ['diff', '--format', format, 'p.anpkg', 'minimal.anpkg'],
  ]),
  ['extract', 'p.anpkg', '--out', 'out'],
];

let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = makeFolder({ 'minimal.anpkg': zipOf(withChecksums(minimalFiles())) });
  server = createContractsServer({ services: REFERENCE_SERVICES });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.close();
  removeFolder(folder);
});

// Of the prefixes of one token, one stands for all.
const SAMPLES = CREDENTIAL_SAMPLES.filter(({ text }) => !/^gh[ousr]_/u.test(text));

describe.each(SAMPLES)('no output holds the $shape $text', ({ text, secret }) => {
  const places = Object.entries(PLACES).filter(([place]) => text.length <= 200 || !place.includes(' member'));

  test.each(places)('that stands in %s', async (_place, filesWith) => {
    const archive = archiveOf(filesWith, text);
    writeFileSync(join(folder, 'p.anpkg'), archive);
    for (const argv of RUNS) {
      const { stdout, stderr, code } = await runIn(folder, argv);
      rmSync(join(folder, 'out'), { recursive: true, force: true });
      expect(code, argv.join(' ')).toBeLessThan(2);
      expectNoSecret(stdout + stderr, secret, argv.join(' '));
    }
    const answer = await fetch(`http://127.0.0.1:${port}/api/validate`, { method: 'POST', body: archive });
    expect(answer.status).toBe(200);
    expectNoSecret(await answer.text(), secret, 'POST /api/validate');
  });

  test.each(Object.entries(DOCUMENTS))(
    'that stands in %s, which is inspected by itself',
    async (name, documentWith) => {
      writeFileSync(join(folder, name), documentWith(text));
      for (const format of ['text', 'json']) {
        const { stdout, stderr, code } = await runIn(folder, ['inspect', '--format', format, name]);
        expect(code).toBe(0);
        expect(stdout).toContain('outline');
        expectNoSecret(stdout + stderr, secret, `${name} as ${format}`);
      }
    },
  );

  test('that stands in a path of the command line, in the name of an upload and in an error', async () => {
    const path = join('outer', text.length <= 200 ? text : 'p', 'p.anpkg');
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), zipOf({ ...minimalFiles(), 'x.json': '{"a": }' }));
    const runs = [
      ...['text', 'json', 'sarif', 'junit', 'github'].map((format) => ['validate', '--format', format, path]),
      ['validate', 'outer', '--ignore', `anpkg/missing-member=${text}`],
      ['inspect', path],
      ['diff', path, 'minimal.anpkg'],
      ['extract', path, text, '--out', 'out'],
      ['validate', `${path}.none`],
      ['validate', '--contract', text, path],
      ['validate', '--format', text, path],
      ['validate', `--format=${text}`],
      [text],
    ];
    // A URL is no path: its two slashes are one there, and what is left has no shape.
    for (const argv of text.startsWith('https:') ? runs.slice(-3) : runs) {
      const { stdout, stderr } = await runIn(folder, argv);
      expectNoSecret(stdout + stderr, secret, argv.join(' '));
    }
    const name = encodeURIComponent(text);
    const answer = await fetch(`http://127.0.0.1:${port}/api/validate?name=${name}`, { method: 'POST', body: 'a: [' });
    expectNoSecret(await answer.text(), secret, 'POST /api/validate?name=');
    const project = await fetch(`http://127.0.0.1:${port}/api/projects/${name}/export`, { method: 'POST' });
    expectNoSecret(await project.text(), secret, 'POST /api/projects/{name}/export');
  });
});

function archiveOf(filesWith: (text: string) => PackageFiles, text: string): Buffer {
  const changes = filesWith(text);
  const files = { ...minimalFiles(), ...changes };
  if ('meta/checksums.sha256' in changes) return zipOf(files);
  if (!Object.keys(changes).some((path) => path.includes(text))) return zipOf(withChecksums(files));
  // Our writer refuses some names: another one of the same length is written, and replaced.
  const stand = '_'.repeat(text.length);
  const renamed = zipOf(withChecksums({ ...minimalFiles(), ...filesWith(stand) }));
  return Buffer.from(renamed.toString('latin1').replaceAll(stand, text), 'latin1');
}

function escaped(text: string): string {
  return Array.from(text, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
}

const WINDOW = 12;

/** Looks for every part of the secret, in the output as it is and with what renderers and documents escape resolved. */
function expectNoSecret(output: string, secret: string, what: string): void {
  const plain = resolveEscapes(output.replaceAll('~1', '/').replaceAll('~0', '~'));
  const twice = resolveEscapes(plain).replaceAll(/\s/g, '');
  const dumped = Array.from(output.matchAll(/0x[\da-f]{8} {2}((?:[\da-f]{2} ?)+)/g), ([, hex = '']) =>
    Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1'),
  ).join('');
  for (const seen of [output, plain, twice, dumped]) {
    for (let at = 0; at + WINDOW <= secret.length; at += 1) {
      if (seen.includes(secret.slice(at, at + WINDOW))) expect(seen, what).not.toContain(secret.slice(at, at + WINDOW));
    }
  }
}
