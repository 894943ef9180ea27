import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { codeBlocksOf, consoleCommandsOf } from '../check/code-blocks.ts';
import { runShellSession, type ShellStep } from './shell-session.ts';

/** The document, whose blocks are the script. */
export const TUTORIAL: string = join(import.meta.dirname, '../../docs/distribution-tutorial.md');

/** A step of the tutorial: what the document says that it prints, and what it prints. */
export interface TutorialStep {
  /** Line of the block, from 1. */
  readonly line: number;
  readonly command: string;
  readonly expected: string;
  readonly actual: string;
  readonly status: number | undefined;
}

const SECONDS = 300;
const CACHE = '/tmp/tally-go-cache';
// Identities are drawn: all of them are shown as one.
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;
const SHOWN_UUID = '4b9a2c1e-5f37-4d6a-9c3e-2f6f0d1b7a10';
const OF_UUIDS = /(?<=asset_table_metadata\.json \([0-9]+ bytes, SHA-256 )[0-9a-f]{64}/g;
const RELEASE = /^published .*\/release\/(?<go>[0-9]+\.[0-9]+\.[0-9]+)\//m;

interface Stated extends ShellStep {
  readonly line: number;
  readonly expected: string;
}

/** The steps of a document: a `sh` block is one, and prints nothing; of a `console` block each command is one. */
function stepsOf(markdown: string): readonly Stated[] {
  return codeBlocksOf(markdown).flatMap(({ language, line, code }): readonly Stated[] => {
    if (language === 'sh') return [{ line, code, expected: '', isScript: true }];
    return consoleCommandsOf(code).map(({ command, output }) => ({
      line,
      code: command,
      expected: output,
      isScript: false,
    }));
  });
}

/** Runs the tutorial in a folder of its own, with the programs of another one. */
export function runTutorial(
  programs: string,
  markdown: string = readFileSync(TUTORIAL, 'utf8'),
): readonly TutorialStep[] {
  const folder = mkdtempSync(join(tmpdir(), 'tutorial-'));
  const path = [programs, dirname(process.execPath), process.env.PATH].join(delimiter);
  const environment = { PATH: path, HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC', NO_COLOR: '1' };
  try {
    const steps = stepsOf(markdown);
    const ends = runShellSession(steps, { folder, environment, seconds: SECONDS });
    const mask = maskFor(markdown, () => goRelease(environment));
    return steps.map(({ line, code, expected }, place) => {
      const { output = '', status } = ends[place] ?? {};
      return { line, command: code, expected: mask(expected), actual: mask(output), status };
    });
  } finally {
    // What Go leaves running writes to its home a little longer.
    for (const made of [folder, CACHE]) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The document with what its commands print, as it was run. */
export function renderTutorial(markdown: string, steps: readonly TutorialStep[]): string {
  const lines = markdown.split('\n');
  const rendered = codeBlocksOf(markdown).filter(({ language }) => language === 'console');
  for (const { line, code } of [...rendered].reverse()) {
    const made = steps.filter((step) => step.line === line).map(({ command, actual }) => `$ ${command}\n${actual}`);
    lines.splice(line, code.split('\n').length - 1, ...made.join('').split('\n').slice(0, -1));
  }
  return lines.join('\n');
}

function goRelease(environment: Record<string, string>): string {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { env: environment, encoding: 'utf8' });
  return stdout.trim().replace(/^go/, '');
}

/** What differs from run to run are keys and identities, and with another release of Go every digest. */
function maskFor(markdown: string, toRelease: () => string): (text: string) => string {
  const documented = RELEASE.exec(markdown)?.groups?.go;
  const maskDrawn = (text: string): string =>
    text
      .replaceAll(/\bkey [0-9a-f]{64}\b/g, 'key ...')
      .replaceAll(UUID, SHOWN_UUID)
      .replaceAll(OF_UUIDS, '...');
  if (documented === undefined) return maskDrawn;
  const release = toRelease();
  if (documented === release) return maskDrawn;
  return (text) =>
    maskDrawn(text)
      .replaceAll(release, documented)
      .replaceAll(/\b[0-9a-f]{8,64}\b/g, '...')
      .replaceAll(/"size": [0-9]+/g, '"size": ...');
}
