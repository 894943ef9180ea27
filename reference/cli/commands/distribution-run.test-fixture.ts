import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { validators } from '../../generated/interfaces-validators.ts';
import { type CliOptions, type CliRun, runIn } from '../cli-run.test-fixture.ts';

/** The options by which the artifact of the example repository is named; of commit and toolchain the beginning. */
export const IDENTITY: readonly string[] =
  '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84 --git-rev ab12cd3 --dist-revision r1'.split(
    ' ',
  );
export const NOW: readonly string[] = ['--now', '2026-06-01T00:00:00Z'];
export const INDEX = 'dist/index.json';
/** What processes that work on a repository take turns by. */
export const LANE = '.distribution-lane';
export const env: Readonly<Record<string, string>> = { PATH: process.env.PATH ?? '' };

/** A command of `distribution`, in a repository. */
export function run(root: string, argv: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return runIn(root, ['distribution', ...argv], { env, ...options });
}

/** Every file of a folder, with its content. */
export function contentOf(root: string): ReadonlyMap<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith(LANE) && statSync(join(root, path)).isFile(),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}

/** A document of this schema, as the house prints documents. */
export function expectDocument(id: 'interfaces/upkeep' | 'interfaces/report', text: string): void {
  const validate = validators[id];
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
}

/** A pair of keys beside each other: NAME and NAME.pub. */
export function makeKey(root: string, name: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(root, name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(join(root, `${name}.pub`), publicKey.export({ type: 'spki', format: 'pem' }));
}
