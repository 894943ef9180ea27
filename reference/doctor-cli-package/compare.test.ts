import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';
import { compareManifests } from './compare.ts';
import { isDocumentOf } from './document-kinds.ts';

const EXAMPLE = join(import.meta.dirname, '../../contracts/doctor-cli-package/v1/examples/release-manifest.json');

function manifest(): ReleaseManifest {
  const value: unknown = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
  if (!isDocumentOf('release-manifest', value)) throw new Error('the example is no manifest');
  return value;
}

function rulesOf(edit: (older: ReleaseManifest, newer: ReleaseManifest) => void): readonly string[] {
  const [older, newer] = [manifest(), manifest()];
  edit(older, newer);
  const { promotable, reasons } = compareManifests(older, newer);
  expect(promotable).toBe(reasons.length === 0);
  return reasons.map(
    ({ rule, details }) => `${rule.replace('doctor-cli-package/compare-', '')} ${JSON.stringify(details)}`,
  );
}

function otherProgram(newer: ReleaseManifest): void {
  newer.packaged_binary.sha256 = '0'.repeat(64);
  newer.package_version = '1.5.0';
}

test('a new program with the same promises may be promoted, and its fields are named', () => {
  const [older, newer] = [manifest(), manifest()];
  otherProgram(newer);
  expect(compareManifests(older, newer)).toEqual({
    promotable: true,
    reasons: [],
    differences: [
      { pointer: '/package_version', old: '1.4.0', new: '1.5.0' },
      { pointer: '/packaged_binary/sha256', old: older.packaged_binary.sha256, new: '0'.repeat(64) },
    ],
  });
});

test('more platforms are promoted, fewer are not', () => {
  const drop = (side: ReleaseManifest): void => void side.supported_platforms.pop();
  expect(
    rulesOf((older, newer) => {
      otherProgram(newer);
      drop(older);
    }),
  ).toEqual([]);
  expect(
    rulesOf((_, newer) => {
      otherProgram(newer);
      drop(newer);
    }),
  ).toEqual(['fewer-platforms {"platform":"macos-x86_64"}']);
});

test('each side needs its smoke run', () => {
  expect(rulesOf((older) => delete older.install_smoke)).toEqual(['smoke-missing {"which":"older"}']);
  expect(rulesOf((_, newer) => delete newer.install_smoke)).toEqual(['smoke-missing {"which":"newer"}']);
});

test('another program is not a newer one', () => {
  expect(
    rulesOf((_, newer) => {
      newer.binary_name = 'other';
    }),
  ).toEqual(['other-program {"old":"doctor_demo","new":"other"}']);
});

test('two runs over the same program must be equal, whatever its file was called', () => {
  expect(
    rulesOf((_, newer) => {
      newer.source_binary.name = 'renamed';
    }),
  ).toEqual([]);
  expect(
    rulesOf((_, newer) => {
      if (newer.install_smoke !== undefined) newer.install_smoke.command_output_sha256 = '0'.repeat(64);
    }),
  ).toEqual(['runs-differ {"path":"/install_smoke/command_output_sha256"}']);
});
