import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { compareCodePoints } from '../../reference/report/code-point-order.ts';

/** Extensions of what ordinary tools make as zip: Java, Python, offices, browsers, .NET, e-books. */
export const ZIP_EXTENSIONS: readonly string[] = [
  'apk',
  'docx',
  'egg',
  'epub',
  'jar',
  'nupkg',
  'odt',
  'war',
  'whl',
  'xlsx',
  'xpi',
  'zip',
];

/** Extensions of what ordinary tools make as tars: sources, packages of npm, Rust and Go. */
export const TAR_EXTENSIONS: readonly string[] = ['tar', 'tar.gz', 'tgz', 'tar.zst', 'crate'];

// Archives in there are broken on purpose.
const NOT_ORDINARY = /\/(?:test|tests|testdata)\//;
// What the packages of the distribution install: what else lies on a machine must not decide whether tests pass.
const INSTALLED = ['/usr/lib', '/usr/share'];
const MOST_BYTES = 64 * 1024 * 1024;

/** Every archive with one of the extensions that the packages of the distribution installed, sorted. */
export function archivesAtHand(extensions: readonly string[]): readonly string[] {
  const named = extensions.flatMap((extension) => ['-name', `*.${extension}`, '-o']).slice(0, -1);
  const { stdout } = spawnSync('find', [...INSTALLED, '-xdev', '-type', 'f', '(', ...named, ')', '-print0'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return stdout
    .split('\0')
    .filter((path) => path !== '' && !NOT_ORDINARY.test(path) && isReadable(path))
    .sort(compareCodePoints);
}

function isReadable(path: string): boolean {
  try {
    const { size } = statSync(path);
    return size > 0 && size <= MOST_BYTES;
  } catch {
    return false;
  }
}
