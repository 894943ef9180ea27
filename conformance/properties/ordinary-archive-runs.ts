import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** How a tool makes an archive of the folder `tree` that stands where it runs. */
export interface Making {
  readonly name: string;
  /** For the shell. */
  readonly command: string;
  /** The file that it writes. */
  readonly out: string;
}

/** The archive that a tool makes of a copy of `tree` in `folder`. */
export function makeArchive(folder: string, { name, command, out }: Making): string {
  const cwd = join(folder, name.replaceAll(/[^A-Za-z0-9]+/g, '-'));
  mkdirSync(cwd);
  execFileSync('cp', ['-r', join(folder, 'tree'), cwd]);
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  execFileSync('sh', ['-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return join(cwd, out);
}

/** Which archives each rule refuses, of those at hand; prints how many are accepted, and one that each rule refuses. */
export async function refusedByRule(
  archives: readonly string[],
  refusals: (path: string) => Promise<readonly string[]>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byRule = new Map<string, string[]>();
  for (const path of archives) {
    for (const rule of await refusals(path)) byRule.set(rule, [...(byRule.get(rule) ?? []), path]);
  }
  const refused = new Set([...byRule.values()].flat());
  console.log(
    `${archives.length} archives at hand, ${archives.length - refused.size} accepted, ${refused.size} refused`,
  );
  for (const [rule, paths] of [...byRule].sort()) {
    console.log(`  ${rule}: ${paths.length}, such as ${basename(paths[0] ?? '')}`);
  }
  return byRule;
}

/** What no listed rule explains, of `refusedByRule`. */
export function unexplained(
  byRule: ReadonlyMap<string, readonly string[]>,
  explained: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...byRule].filter(([rule]) => explained[rule] === undefined));
}
