import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { glanceAt } from '../../recognition/content-glance.ts';
import type { RegisteredContract } from '../../recognition/registry.ts';
import { findContract, REGISTRY } from '../../recognition/registry.ts';
import { systemCode } from '../../report/attempt.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { usageError } from '../usage-error.ts';
import { expandGlob, isGlob } from './glob.ts';

/** One thing to judge. */
export interface Target {
  readonly kind: 'file' | 'folder' | 'stdin' | 'unreadable';
  /** Absolute path; empty for standard input. */
  readonly path: string;
  /** How reports call it: relative to the working folder with `/`, or the base name when it is outside. */
  readonly name: string;
  /** Why it cannot be read, where that is known already. */
  readonly problem?: string;
}

type AddTarget = (kind: 'file' | 'folder' | 'unreadable', path: string, problem?: string) => void;

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules']);

/**
 * What the paths of a command line stand for, sorted by name, each once. `onPassedOver` is told of a folder that was
 * named, looks like one of the contract that is demanded, and is walked like any other for want of a file.
 * Throws ContractsError `usage` for a path that is not there; a pattern or a folder that yields nothing yields nothing.
 */
export function findTargets(
  paths: readonly string[],
  options: {
    readonly cwd: string;
    readonly contract?: string;
    readonly stdinName: string;
    readonly onPassedOver: (name: string, missing: string) => void;
  },
): readonly Target[] {
  const { cwd } = options;
  const insist = options.contract === undefined ? undefined : findContract(options.contract);
  const targets = new Map<string, Target>();
  const add: AddTarget = (kind, path, problem) => {
    const why = problem === undefined ? {} : { problem };
    targets.set(path, { kind, path, name: displayName(path, cwd), ...why });
  };
  const addPath = (given: string): void => {
    const path = resolve(cwd, given);
    if (!isFolder(path)) add('file', path);
    else if (isPackageRoot(path, insist)) add('folder', path);
    else walk(path, insist, add);
  };
  for (const given of paths) {
    // Most often a variable of a script that is not set; it would mean the whole working folder.
    if (given === '') throw usageError('a path is empty');
    if (given === '-' && options.stdinName === '') throw usageError('the name of standard input is empty');
    if (given === '-') targets.set('', { kind: 'stdin', path: '', name: options.stdinName });
    else if (exists(resolve(cwd, given))) {
      addPath(given);
      const path = resolve(cwd, given);
      if (!targets.has(path) && lacksTrace(path, insist)) {
        options.onPassedOver(displayName(path, cwd), insist?.traces?.join(' or ') ?? '');
      }
    } else if (isGlob(given)) for (const found of expandGlob(given, cwd)) addPath(found);
    else throw usageError(`no such file or folder: ${given}`);
  }
  return [...targets.values()].sort((a, b) => compareCodePoints(a.name, b.name) || compareCodePoints(a.path, b.path));
}

/** A path as reports show it. */
export function displayName(path: string, cwd: string): string {
  const name = relative(cwd, path);
  if (name === '') return '.';
  return name === '..' || name.startsWith('../') ? basename(path) : name;
}

function isPackageRoot(path: string, insist: RegisteredContract | undefined): boolean {
  const glance = glanceAt({ kind: 'folder', name: '', path });
  if (insist?.traces?.some((trace) => glance.hasFile(trace)) === true) return true;
  return REGISTRY.some((entry) => entry.tier === 'package' && entry.recognises(glance));
}

function lacksTrace(path: string, insist: RegisteredContract | undefined): boolean {
  return insist?.suggestion !== undefined && glanceAt({ kind: 'folder', name: '', path }).hasFile(insist.suggestion);
}

function walk(folder: string, insist: RegisteredContract | undefined, add: AddTarget): void {
  for (const entry of listFolder(folder, add)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || SKIPPED_FOLDERS.has(entry.name)) continue;
    if (entry.isFile() && hasKnownExtension(entry.name)) add('file', path);
    if (!entry.isDirectory()) continue;
    if (isPackageRoot(path, insist)) add('folder', path);
    else walk(path, insist, add);
  }
}

// What stands in a folder that cannot be listed is not known: that is no reason to pass it over, or to end the run.
function listFolder(folder: string, add: AddTarget): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    add('unreadable', folder, `cannot list the folder: ${systemCode(cause)}`);
    return [];
  }
}

function hasKnownExtension(name: string): boolean {
  const lower = name.toLowerCase();
  return REGISTRY.some(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)));
}

/** Whether anything stands at a path. Throws ContractsError `io` where the system does not say. */
export function exists(path: string): boolean {
  return withIo(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;
}

/** Whether a folder stands at a path, or a link to one. Throws ContractsError `io` where the system does not say. */
export function isFolder(path: string): boolean {
  return withIo(path, () => statSync(path, { throwIfNoEntry: false }))?.isDirectory() === true;
}

function withIo<T>(path: string, operation: () => T): T | undefined {
  try {
    return operation();
  } catch (cause) {
    const code = systemCode(cause);
    // A file in the place of a folder, or a name that no file can have: the path is not there.
    if (code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return undefined;
    throw new ContractsError('io', `cannot read ${path}: ${code}`, { cause });
  }
}
