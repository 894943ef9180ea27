import type { ChunkSink, MemberTap, PackageMember } from '../archive/package-members.ts';
import { LIMITS } from '../generated/limits.ts';
import { type CredentialMatch, type CredentialScanner, createCredentialScanner } from './credential-scanner.ts';
import { CHECKSUM_LIST, documentSyntax } from './package-layout.ts';

/** What one pass over a package's bytes kept: the small documents, and the credentials in every text. */
export interface PackageIntake {
  /** Bytes of the checksum list and of the documents, by path; of those that were too large to be kept, nothing. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly credentials: ReadonlyMap<string, readonly CredentialMatch[]>;
}

export interface PackageIntakeTap {
  readonly tap: MemberTap;
  /** To be called once, after the last member. */
  finish(): PackageIntake;
}

/** Taps the one pass in which a package is verified. Holds no more than the limits of documents allow. */
export function createPackageIntake(): PackageIntakeTap {
  const bytes = new Map<string, Uint8Array>();
  const credentials = new Map<string, readonly CredentialMatch[]>();
  const kept = { yaml: 0, json: 0 };
  let current: { path: string; scanner: CredentialScanner; document: DocumentBuffer | undefined } | undefined;

  const close = (): void => {
    if (current === undefined) return;
    const found = current.scanner.finish();
    if (found.length > 0) credentials.set(current.path, found);
    // Of two members with one path the last one counts.
    else credentials.delete(current.path);
    if (current.document !== undefined) bytes.set(current.path, current.document.take());
    current = undefined;
  };

  const isKept = ({ path, size }: PackageMember): boolean => {
    if (path === CHECKSUM_LIST) return size <= LIMITS['anpkg.checksumList'].value;
    const syntax = documentSyntax(path);
    if (syntax === undefined) return false;
    if (size > LIMITS[`${syntax}.size`].value) return false;
    // In the order of the container; a document for which no room is left is read again if its turn comes.
    if (kept[syntax] + size > LIMITS[`${syntax}.packageTotal`].value) return false;
    kept[syntax] += size;
    return true;
  };

  return {
    tap(member) {
      close();
      if (member.type === 'directory') return undefined;
      bytes.delete(member.path);
      const scanner = createCredentialScanner();
      const document = isKept(member) ? createDocumentBuffer(member.size) : undefined;
      current = { path: member.path, scanner, document };
      return (chunk) => {
        scanner.push(chunk);
        document?.push(chunk);
      };
    },
    finish() {
      close();
      return { bytes, credentials };
    },
  };
}

export interface DocumentBuffer {
  readonly push: ChunkSink;
  take(): Uint8Array;
}

/** Gathers at most `size` bytes: what a member has beyond its stated size is the container's finding. */
export function createDocumentBuffer(size: number): DocumentBuffer {
  const bytes = new Uint8Array(size);
  let filled = 0;
  return {
    push(chunk) {
      const fitting = chunk.subarray(0, size - filled);
      bytes.set(fitting, filled);
      filled += fitting.length;
    },
    take: () => bytes.subarray(0, filled),
  };
}
