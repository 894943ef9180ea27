import { expect, test } from 'vitest';
import { CREDENTIAL_SAMPLES } from './credential-samples.test-fixture.ts';
import { CREDENTIAL_SHAPES } from './credential-shapes.ts';
import { maskCredentials, toMasked } from './mask-credentials.ts';

test('there is a sample of every shape', () => {
  const sampled = new Set(CREDENTIAL_SAMPLES.map(({ shape }) => shape));
  expect([...sampled].sort()).toEqual([...new Set(CREDENTIAL_SHAPES.map(({ name }) => name))].sort());
});

test.each(CREDENTIAL_SAMPLES)('a $shape is masked, and what stands around it is not: $text', ({ text, secret }) => {
  for (const around of [
    (inner: string) => `providers/${inner}`,
    (inner: string) => `there is no "${inner}"`,
    (inner: string) => `/keys/${inner.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  ]) {
    const masked = maskCredentials(around(text));
    expect(masked).not.toContain(secret);
    expect(masked).not.toContain(secret.slice(0, 12));
    expect(masked).not.toContain(secret.slice(-12));
    expect(masked).toContain('[secret of ');
    expect(masked.slice(0, 6)).toBe(around('').slice(0, 6));
    // A text that has passed the masker passes it again as it is.
    expect(maskCredentials(masked)).toBe(masked);
  }
});

test('a place stays to be found: only the credential in a name is masked', () => {
  const token = `ghp_${'a1'.repeat(18)}`;
  expect(maskCredentials(`providers/${token}.yaml`)).toBe(`providers/${toMasked(token)}.yaml`);
  expect(maskCredentials('mqtt://sim0:g0@host/devices')).toBe(`mqtt://sim0:${toMasked('g0')}@host/devices`);
  expect(maskCredentials('mqtt://same:same@host')).toBe(`mqtt://same:${toMasked('same')}@host`);
});

test.each([
  'providers/sim0.yaml',
  'runtime/behaviors/basic motion.xml',
  '/telemetry/influxdb/url',
  'https://example.org:8086/api',
  'docs/basics~1bearer.md',
])('an ordinary name is shown as it is: %s', (name) => {
  expect(maskCredentials(name)).toBe(name);
});

test('a placeholder is shown as it is', () => {
  const placeholder = 'https://user:$'.concat('{PASSWORD}@example.org');
  expect(maskCredentials(placeholder)).toBe(placeholder);
});

test('the time grows with the length of a text and not with its square', () => {
  const hostile = ['eyJ', 'Bearer ', '://', '://a:', 'Basic a', '-----BEGIN ', `${'a'.repeat(86)}=`, '~1'];
  for (const part of hostile) {
    const text = `==eyJ${part.repeat(Math.ceil(400_000 / part.length))}`;
    const start = process.cpuUsage().user;
    maskCredentials(text);
    // The square of it would take minutes.
    expect(process.cpuUsage().user - start, part).toBeLessThan(5_000_000);
  }
});
