import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brokenLinks } from './markdown-links.ts';

// Every relative link of every Markdown file leads to a file, and its fragment to an anchor there.
const root = join(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)));

let broken = 0;
for (const path of files) {
  const read = (target: string): string | undefined => {
    const absolute = target === '' ? join(root, path) : join(root, dirname(path), target);
    if (relative(root, absolute).startsWith('..') || !existsSync(absolute)) return undefined;
    return statSync(absolute).isFile() ? readFileSync(absolute, 'utf8') : '';
  };
  for (const { line, link, why } of brokenLinks(readFileSync(join(root, path), 'utf8'), read)) {
    broken += 1;
    console.log(`${path}:${line}: ${link}: ${why}`);
  }
}
console.log(`${files.length} files, ${broken} broken links`);
if (broken > 0) process.exitCode = 1;
