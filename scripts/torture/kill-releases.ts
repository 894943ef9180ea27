import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { brokenRules, makeRepository, readDist, releaseVersion } from './release-repository.ts';

export interface ReleaseKills {
  readonly kills: number;
  /** Releases that a process said were published before it was killed. */
  readonly releases: number;
  readonly problems: readonly string[];
}

/** The repository is made anew behind so many releases: reading it takes longer with each. */
const MOST_ROWS = 20;
/** A release takes some hundredths of a second. */
const LONGEST = 400;
const PROGRAM_BYTES = 200_000;
/** Files of an artifact that a process was killed behind, with no row yet, and no index ahead of the first release. */
const ALLOWED = ['unreferenced-file', 'missing-index', 'platform-without-artifact'];

/** Lets two processes release into one repository, for so long, and kills them at moments of chance, one after the other. */
export async function killReleases(seconds: number): Promise<ReleaseKills> {
  const problems: string[] = [];
  const end = Date.now() + seconds * 1000;
  let kills = 0;
  let releases = 0;
  const places: string[] = [];
  const program = `${makePlace(places)}/child.mjs`;
  await bundleChild(program);
  for (let repository = makePlace(places); Date.now() < end; ) {
    const round = await killTwo(program, repository);
    kills += 2;
    releases += round.done.length;
    problems.push(...round.problems);
    if (versionsIn(repository).length > MOST_ROWS) repository = makePlace(places);
  }
  for (const place of places) rmSync(place, { recursive: true });
  return { kills, releases, problems };
}

function makePlace(places: string[]): string {
  const place = makeRepository(randomBytes(PROGRAM_BYTES / 2).toString('hex'));
  places.push(place);
  return place;
}

interface Round {
  /** Versions that were said to be published. */
  readonly done: readonly string[];
  readonly problems: readonly string[];
}

async function killTwo(program: string, root: string): Promise<Round> {
  const before = versionsIn(root);
  const files = readDist(root);
  const next = before.length;
  const children = ['0', '1'].map((major) => startChild(program, [root, major, String(next)]));
  await Promise.all(children.map(({ ready }) => ready));
  for (const { child, closed } of children) {
    await new Promise((resolve) => setTimeout(resolve, randomInt(LONGEST)));
    child.kill('SIGKILL');
    await closed;
  }
  const said = children.map((one) => one.said().replace('ready\n', ''));
  const done = said.flatMap((text) => [...text.matchAll(/^done (.*)$/gm)].map(([, version = '']) => version));
  const problems = said.map((text) => text.replaceAll(/^done .*\n/gm, '').trim()).filter((text) => text !== '');
  const now = versionsIn(root);
  for (const version of [...before, ...done])
    if (!now.includes(version)) problems.push(`the row of ${version} is lost`);
  const standing = readDist(root);
  for (const [path, digest] of files) {
    if (!isIndex(path) && standing.get(path) !== digest) problems.push(`${path} has changed`);
  }
  problems.push(...halfArtifacts(root), ...(await brokenRules(root, ALLOWED)));
  problems.push(...(await repeat(root, next, now)));
  return { done, problems };
}

/** Releases again what may have been interrupted: it completes, and leaves nothing over. */
async function repeat(root: string, next: number, published: readonly string[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const major of ['0', '1']) {
    let minor = next;
    while (published.includes(`${major}.${minor}.0`)) minor += 1;
    const ticket = randomBytes(16).toString('hex');
    const { outcome } = await releaseVersion(root, `${major}.${minor}.0`, { ticket, patience: 0 });
    if (outcome !== 'published') problems.push(`the next release of ${major}.${minor}.0 ended as ${outcome}`);
  }
  problems.push(...(await brokenRules(root, ['platform-without-artifact'])));
  if (readdirSync(root).some((name) => name.startsWith('.distribution-stage'))) problems.push('a stage is left');
  return problems;
}

/** Folders of an artifact appear as a whole: an archive, and three sidecars. */
function halfArtifacts(root: string): readonly string[] {
  const folders = new Map<string, number>();
  for (const path of readDist(root).keys()) {
    if (isIndex(path)) continue;
    const folder = path.includes('/package/') ? dirname(dirname(path)) : dirname(path);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return [...folders].filter(([, files]) => files !== 4).map(([folder, files]) => `${folder} has ${files} files`);
}

function isIndex(path: string): boolean {
  return path.endsWith('/index.json');
}

/** The versions that have a row. */
function versionsIn(root: string): readonly string[] {
  if (!readDist(root).has('dist/index.json')) return [];
  const index: { readonly releases: readonly { readonly version: string }[] } = JSON.parse(
    readFileSync(join(root, 'dist/index.json'), 'utf8'),
  );
  return index.releases.map(({ version }) => version);
}

interface Child {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly closed: Promise<unknown>;
  readonly said: () => string;
}

function startChild(program: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  let said = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk;
        if (said.includes('ready')) resolve();
      });
    }
    child.once('close', () => resolve());
  });
  return { child, ready, closed, said: () => said };
}

// One file starts sooner than a hundred that have to be compiled.
async function bundleChild(outfile: string): Promise<void> {
  const entryPoints = [join(import.meta.dirname, 'release-child.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
}
