import { describe, expect, test } from 'vitest';
import { createCredentialScanner, findCredentials } from './credential-scanner.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const random = (length: number): string => letters.repeat(3).slice(7, 7 + length);

const variable = (name: string): string => `$\{${name}}`;

// The table of section 7. Every value is made up here, from an alphabet in order.
const credentials: readonly [string, string][] = [
  ['JSON Web Token', `eyJ${random(8)}.eyJ${random(8)}.${random(16)}`],
  ['AWS access key', 'AKIAABCDEFGHIJKLMNOP'],
  ['AWS access key', 'ASIA0123456789ABCDEF'],
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix): [string, string] => ['GitHub token', prefix + random(36)]),
  ['GitHub token', `github_pat_${random(22)}`],
  ['GitLab token', `glpat-${random(20)}`],
  ['Slack token', `xoxb-${'1'.repeat(10)}`],
  ['Google API key', `AIza${random(35)}`],
  ['Stripe key', `sk_live_${random(16)}`],
  ['Stripe key', `rk_live_${random(16)}`],
  ['npm token', `npm_${random(36)}`],
  ['PyPI token', `pypi-${random(50)}`],
  ['InfluxDB token', `${random(84)}-_==`],
  ['InfluxDB token', `${random(84)}+/==`],
];

describe('a credential is found', () => {
  test.each(credentials)('%s %s', (shape, value) => {
    expect(findCredentials(`x: ${value}, y`)).toEqual([{ shape, value }]);
    expect(findCredentials(value)).toEqual([{ shape, value }]);
    expect(findCredentials(`TOKEN=${value}`)).toEqual([{ shape, value }]);
  });

  test.each([
    ['Bearer credential', 'Authorization: Bearer abcdefghijklmno1', 'abcdefghijklmno1'],
    ['Bearer credential', 'bearer  abcdefghijklmno1==', 'abcdefghijklmno1=='],
    ['Basic credential', 'Authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA=='],
    ['password in a URL', 'url: http://user:geheim@example.org/', 'geheim'],
    ['password in a URL', 'mqtt://:geheim@host', 'geheim'],
    ['password in a URL', 'amqp://u:a:b@host', 'a:b'],
  ])('%s in %s', (shape, text, value) => {
    expect(findCredentials(text)).toEqual([{ shape, value }]);
  });

  test('a PEM private key, with what follows it', () => {
    const text = `key: |\n  -----BEGIN EC PRIVATE KEY-----\n  ${random(64)}\n  -----END EC PRIVATE KEY-----\n`;
    const [found, ...others] = findCredentials(text);
    expect(others).toEqual([]);
    expect(found?.shape).toBe('PEM private key');
    expect(found?.value).toContain(random(64));
  });
});

test.each([
  ['a public certificate', `-----BEGIN CERTIFICATE-----\n${random(64)}`],
  ['a public key', '-----BEGIN PUBLIC KEY-----'],
  ['one character too few', `ghp_${random(35)}`],
  ['one character too few', `AKIA${'A'.repeat(15)}`],
  ['one character too many', `AKIA${'A'.repeat(17)}`],
  ['one character too many', `AIza${random(36)}`],
  ['letters before it', `Xghp_${random(36)}`],
  ['letters before it', `aAKIA${'A'.repeat(16)}`],
  ['a digest of 64 bytes in base64 with its algorithm', `sha512-${random(86)}==`],
  ['85 characters', `${random(85)}==`],
  ['87 characters', `${random(87)}==`],
  ['an environment variable', `http://user:${variable('PASSWORD')}@host`],
  ['a shell variable', 'http://user:$PASSWORD@host'],
  ['a template', 'http://user:{{password}}@host'],
  ['stars', 'http://user:*****@host'],
  ['a placeholder', 'Authorization: Bearer <token>'],
  ['a placeholder', `Authorization: Bearer ${variable('INFLUXDB_TOKEN')}`],
  ['a URL without a password', 'http://user@host'],
  ['a port', 'http://host:8086/a@b'],
  ['prose', 'Bearer authentication-required for this'],
  ['prose', 'Basic characterisations'],
])('%s is no credential: %s', (_, text) => {
  expect(findCredentials(text)).toEqual([]);
});

function scan(bytes: Uint8Array, chunkSize: number) {
  const scanner = createCredentialScanner();
  const reused = new Uint8Array(chunkSize);
  for (let start = 0; start < bytes.length; start += chunkSize) {
    const chunk = reused.subarray(0, Math.min(chunkSize, bytes.length - start));
    chunk.set(bytes.subarray(start, start + chunk.length));
    scanner.push(chunk);
  }
  return scanner.finish();
}

describe('a scan of bytes', () => {
  const value = `ghp_${random(36)}`;

  test.each([1, 2, 3, 7, 1000, 65_536, 262_144])('finds the same in chunks of %d bytes', (chunkSize) => {
    const filler = `${'é€😀 text\n'.repeat(20)}last `;
    const text = `${filler}${value} ${filler.repeat(80)}${value}\n`;
    const offsets = [Buffer.byteLength(filler), Buffer.byteLength(filler) * 81 + value.length + 1];
    expect(scan(Buffer.from(text), chunkSize)).toEqual([
      { shape: 'GitHub token', value, line: 21, column: 6, offset: offsets[0] },
      { shape: 'GitHub token', value, line: 1621, column: 6, offset: offsets[1] },
    ]);
  });

  test('finds what stands at a border of chunks and of pieces, wherever the border cuts it', () => {
    for (let before = 65_536 - 60; before < 65_536 + 20; before += 1) {
      const text = `${'x '.repeat(before).slice(0, before - 1)} ${value} ${'x '.repeat(40_000)}`;
      expect(scan(Buffer.from(text), 65_536).map(({ offset }) => offset)).toEqual([before]);
    }
  });

  test('looks back over a border', () => {
    const influx = `${random(86)}==`;
    const text = `${'.'.repeat(65_536 - 87)}${influx}${'.'.repeat(80_000)}`;
    expect(scan(Buffer.from(text), 65_536)).toMatchObject([{ shape: 'InfluxDB token', value: influx }]);
    const glued = `${'.'.repeat(65_536 - 88)}a${influx}${'.'.repeat(80_000)}`;
    expect(scan(Buffer.from(glued), 65_536)).toEqual([]);
  });

  test('takes no text for one that is not UTF-8 as a whole', () => {
    expect(scan(Buffer.concat([Buffer.from(`${value} `), Buffer.from([0xff])]), 1000)).toEqual([]);
    expect(scan(Buffer.concat([Buffer.from(`${value} `), Buffer.from([0xe2, 0x82])]), 1000)).toEqual([]);
  });

  test('gives a secret as the text that it is, not as its bytes', () => {
    expect(scan(Buffer.from('http://u:pässwörd@h'), 4)).toMatchObject([{ value: 'pässwörd' }]);
  });

  test.each([
    ['eyJ', 'eyJ'],
    ['eyJaaaaaaaa.', 'JWT without an end'],
    ['://a:', 'URL'],
    ['==', 'padding'],
    ['-----BEGIN ', 'PEM'],
    ['Bearer ', 'Bearer'],
    ['a', 'one word'],
    ['gh', 'prefix'],
    ['://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'user'],
  ])('of a megabyte of %j ends soon', (unit) => {
    const bytes = Buffer.from(unit.repeat(1_048_576 / unit.length));
    const started = process.cpuUsage().user;
    scan(bytes, 262_144);
    expect(process.cpuUsage().user - started).toBeLessThan(5_000_000);
  });

  test('keeps at most a thousand matches', () => {
    expect(scan(Buffer.from(`${value} `.repeat(1500)), 65_536)).toHaveLength(1000);
  });
});
