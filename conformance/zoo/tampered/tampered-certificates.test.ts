import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { serializeEnvelope } from '../../suite/certificate/envelope.ts';
import { type Presented, setScene } from './certificate-scene.ts';
import { TAMPERED_CERTIFICATES } from './tampered-certificates.ts';
import { verifyHere } from './verify-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'scene-'));
const scene = setScene(folder);
afterAll(() => rmSync(folder, { recursive: true }));

function verify(presented: Partial<Presented>): string {
  return verifyHere({ ...scene.honest, ...presented }, scene);
}

describe('an honest certificate holds', () => {
  const revocations = serializeEnvelope(scene.empty);
  const witnessed = serializeEnvelope(scene.witnessed);
  const keys = [scene.witness.pem, scene.issuer.pem];
  test.each<[string, Partial<Presented>, string]>([
    ['for its file', {}, 'self'],
    ['in its first second', { now: '2026-07-01T00:00:00Z' }, 'self'],
    ['in its last second', { now: '2027-06-30T23:59:59Z' }, 'self'],
    ['with a list that revokes another', { revocations, minimumCounter: 1 }, 'self'],
    ['against the vectors', { vectors: true }, 'self'],
    ['with a witness', { certificate: witnessed, keys, requireWitness: true, vectors: true }, 'witnessed'],
  ])('%s', (_name, presented, standing) => {
    expect(verify(presented)).toBe(standing);
  });
});

describe('a tampered certificate is refused', () => {
  test('and there are at least fifteen kinds', () => {
    expect(new Set(TAMPERED_CERTIFICATES.map(({ name }) => name)).size).toBe(TAMPERED_CERTIFICATES.length);
    expect(TAMPERED_CERTIFICATES.length).toBeGreaterThan(15);
  });

  test.each(TAMPERED_CERTIFICATES)('$name: $code', ({ code, present }) => {
    expect(verify(present(scene))).toBe(code);
  });
});
