import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { produceRepository } from '../../conformance/adapters/reference/produce-distribution.ts';
import { produceAnpkgFile } from '../../reference/anpkg/produce-to-file.ts';
import { producePack } from '../../reference/assets-pa/packer/index.ts';
import { packageCli } from '../../reference/doctor-cli-package/package-cli.ts';
import { toDoctorError } from '../../reference/doctor-cli-package/package-cli-failure.ts';
import { toDocumentText } from '../../reference/doctor-cli-package/package-cli-layout.ts';
import { type ExpectedFiles, readExpectedFiles } from './expected-files.ts';
import { GOLDEN_FOLDER, type GoldenCase, isOfOwnExecutable, textOf } from './golden-case.ts';
import { ownExecutable, packageOwnExecutable } from './own-executable.ts';

export type Rebuilt =
  | { readonly built: true; readonly files: ExpectedFiles }
  /** Each reason of the reference begins with the rule that refused. */
  | { readonly built: false; readonly why: readonly string[] };

/** Builds a golden's files into a folder; the reasons where it cannot. */
type Builder = (golden: GoldenCase, folder: string) => Promise<readonly string[]>;

const REFERENCE_BUILDERS: Readonly<Record<string, Builder>> = {
  'anpkg@1': produceAnpkg,
  'assets-pa@1': producePackOfWorkspace,
  'doctor-cli-package@1': packageProgram,
  'distribution@1': publishRelease,
};

/** What the reference makes of a golden's input. */
export async function rebuildWithReference(golden: GoldenCase): Promise<Rebuilt> {
  const builder = REFERENCE_BUILDERS[golden.contract];
  if (builder === undefined) return { built: false, why: [`there is no producer of ${golden.contract}`] };
  return inScratch((folder) => builder(golden, folder));
}

/** What the independent builder, made from the contract's text alone, makes of it. Needs Debian's Python with PyYAML. */
export async function rebuildIndependently(golden: GoldenCase): Promise<Rebuilt> {
  const builder = join(GOLDEN_FOLDER, golden.contract.replace(/@.*$/u, ''), 'build_expected.py');
  return inScratch(async (folder) => {
    const program = isOfOwnExecutable(golden) ? [ownExecutable()] : [];
    const run = spawnSync('/usr/bin/python3', ['-B', builder, golden.folder, folder, ...program], { encoding: 'utf8' });
    return run.status === 0 ? [] : [run.error?.message ?? run.stderr];
  });
}

async function inScratch(build: (folder: string) => Promise<readonly string[]>): Promise<Rebuilt> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    const why = await build(folder);
    return why.length === 0 ? { built: true, files: readExpectedFiles(folder) } : { built: false, why };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function produceAnpkg(golden: GoldenCase, folder: string): Promise<readonly string[]> {
  const { dataRoot } = golden.options;
  const result = await produceAnpkgFile({
    project: join(golden.folder, 'input'),
    out: join(folder, 'expected.anpkg'),
    sourceProject: textOf(golden, 'sourceProject'),
    ...(typeof dataRoot === 'string' ? { dataRoot: join(golden.folder, dataRoot) } : {}),
  });
  if (result.produced) return [];
  return result.findings.map(({ rule, at, message }) => `${rule} ${JSON.stringify(at)} ${message}`);
}

async function producePackOfWorkspace(golden: GoldenCase, folder: string): Promise<readonly string[]> {
  const draw = (bytes: number): string => randomBytes(bytes).toString('hex');
  const request = { project: join(golden.folder, 'input'), draw, patience: 0 };
  mkdirSync(join(folder, 'expected'));
  const { outcome, findings, failure } = await producePack(request, { folder: join(folder, 'expected') });
  if (failure !== undefined) return [failure.message];
  if (outcome === 'success') return [];
  return findings.map(({ rule, at, message }) => `${rule} ${JSON.stringify(at)} ${message}`);
}

async function publishRelease({ folder, options }: GoldenCase, into: string): Promise<readonly string[]> {
  const { produced, findings } = await produceRepository({
    input: join(folder, 'input'),
    output: join(into, 'expected'),
    options,
  });
  if (produced) return [];
  return findings.map(({ rule, at }) => `${rule} ${JSON.stringify(at)}`);
}

async function packageProgram(golden: GoldenCase, folder: string): Promise<readonly string[]> {
  if (isOfOwnExecutable(golden)) return packageOwnExecutable(folder, flagsOf(golden));
  const { packageVersion, smoke } = golden.options;
  const shown = textOf(golden, 'sourceBinary');
  const out = join(folder, 'expected/package');
  const outcome = await packageCli({
    out: { path: out, shown: out },
    binaryName: textOf(golden, 'binaryName'),
    defaultProfile: textOf(golden, 'defaultProfile'),
    source: { path: join(golden.folder, 'input', shown), shown },
    ...(typeof packageVersion === 'string' ? { packageVersion } : {}),
    smoke: smoke === true,
  });
  if (!outcome.packaged) return [`${outcome.finding.rule} ${toDoctorError(outcome.finding).message}`];
  writeFileSync(join(folder, 'expected/payload.json'), toDocumentText(outcome.payload));
  return [];
}

function flagsOf(golden: GoldenCase): readonly string[] {
  const named = ['--binary-name', textOf(golden, 'binaryName'), '--default-profile', textOf(golden, 'defaultProfile')];
  return golden.options.smoke === true ? [...named, '--smoke'] : named;
}
