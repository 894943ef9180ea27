import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brokenLinks } from './markdown-links.ts';

// Every relative link of every Markdown file leads to a file, and its fragment to an anchor there: in a checkout, and for
// the files of the package also within the package.
const root = join(import.meta.dirname, '../..');
const tracked = gitFiles();
const packed = gitFiles(filesOfPackage());
const inPackage = new Set(packed.flatMap((path) => [path, ...foldersOf(path)]));

const broken = [
  ...problemsOf(tracked, 'in the checkout', (path) => !path.startsWith('..')),
  ...problemsOf(packed, 'in the npm package ("files" of package.json)', (path) => inPackage.has(path)),
];
for (const line of broken) console.log(line);
console.log(`${tracked.filter((path) => path.endsWith('.md')).length} files, ${broken.length} broken links`);
if (broken.length > 0) process.exitCode = 1;

function problemsOf(paths: readonly string[], where: string, isThere: (path: string) => boolean): readonly string[] {
  return paths
    .filter((path) => path.endsWith('.md') && existsSync(join(root, path)))
    .flatMap((path) => {
      const read = (target: string): string | undefined => {
        const absolute = target === '' ? join(root, path) : join(root, dirname(path), target);
        if (!isThere(relative(root, absolute)) || !existsSync(absolute)) return undefined;
        return statSync(absolute).isFile() ? readFileSync(absolute, 'utf8') : '';
      };
      const links = brokenLinks(readFileSync(join(root, path), 'utf8'), read);
      return links.map(({ line, link, why }) => `${path}:${line}: ${link}: ${why} ${where}`);
    });
}

/** What git has or would take; only what the patterns name, if there are any. */
function gitFiles(patterns: readonly string[] = []): readonly string[] {
  const argv = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--'];
  const paths = patterns.map((pattern) => `:(glob)${pattern}`);
  return execFileSync('git', [...argv, ...paths], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }).split('\0');
}

// Of what npm packs, `dist` alone is not git's, and no document links to it.
function filesOfPackage(): readonly string[] {
  const { files }: { readonly files: readonly string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return files;
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
