import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

// Pages of resident memory are counted in these; no supported Linux has others on the machines that Node runs on but
// some on ARM, whose larger pages only make the figure too small.
const PAGE = 4096;

/** What the memory of a process group is read from. */
export const MEMORY_SOURCE: 'proc' | 'ps' = existsSync('/proc/self/stat') ? 'proc' : 'ps';

/** Bytes of resident memory that the processes of a group take together; 0 where they have ended. */
export async function groupMemory(group: number): Promise<number> {
  return MEMORY_SOURCE === 'proc' ? fromProc(group) : fromPs(group);
}

function fromProc(group: number): number {
  let pages = 0;
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) pages += residentPages(name, group);
  }
  return pages * PAGE;
}

// proc(5): after the command in parentheses come the state, the parent, the group, …; the 22nd is the resident set.
function residentPages(process: string, group: number): number {
  try {
    const text = readFileSync(`/proc/${process}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return Number(fields[2]) === group ? Number(fields[21]) : 0;
  } catch {
    return 0;
  }
}

function fromPs(group: number): Promise<number> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pgid=,rss='], { timeout: 2000 }, (error, stdout) => {
      if (error !== null) return resolve(0);
      const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/u).map(Number));
      const kilobytes = rows.filter(([own]) => own === group).map(([, size = 0]) => size);
      return resolve(kilobytes.reduce((sum, size) => sum + size, 0) * 1024);
    });
  });
}
