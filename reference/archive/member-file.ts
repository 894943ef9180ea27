import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContractsError } from '../report/contracts-error.ts';
import type { ObservedMember } from '../report/observation.ts';

/** A file that is written and compared with the digest of what was judged. */
export class MemberFile {
  readonly #member: Pick<ObservedMember, 'path' | 'sha256'>;
  readonly #hash: Hash = createHash('sha256');
  #size = 0;
  #descriptor: number | undefined;

  constructor(stage: string, member: Pick<ObservedMember, 'path' | 'sha256'>) {
    const path = confine(stage, member.path);
    mkdirSync(dirname(path), { recursive: true });
    this.#member = member;
    // `wx`: two members never share a file, whatever the file system takes for the same name.
    this.#descriptor = openSync(path, 'wx', 0o666);
  }

  write(chunk: Uint8Array): void {
    if (this.#descriptor === undefined) throw memberChanged(this.#member.path);
    this.#hash.update(chunk);
    this.#size += chunk.length;
    for (let written = 0; written < chunk.length; ) written += writeSync(this.#descriptor, chunk, written);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** To be asked once, after the last byte. Throws ContractsError `source-changed` for other bytes than were judged. */
  verify(): { readonly path: string; readonly size: number } {
    const { path, sha256 } = this.#member;
    if (this.#hash.digest('hex') !== sha256) throw memberChanged(path);
    return { path, size: this.#size };
  }
}

/** Said where the bytes of a member are not those that were judged. */
export function memberChanged(path: string): ContractsError {
  return new ContractsError('source-changed', `the archive changed while it was extracted: ${path}`);
}

/**
 * Where a member stands below a folder. The reader has refused names that lead out of it already; nothing is ever written
 * by trusting that alone. Throws ContractsError `internal` for one.
 */
export function confine(stage: string, path: string): string {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..' || /[\\\0]/u.test(segment))) {
    throw new ContractsError('internal', 'a member name leaves the folder');
  }
  return join(stage, ...segments);
}
