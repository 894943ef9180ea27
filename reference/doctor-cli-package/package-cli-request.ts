import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { realSystem } from '../archive/publish-system.ts';
import type { Finding } from '../report/finding.ts';
import { isEarlierPackage, isEmptyFolder } from './package-cli-earlier.ts';
import { isPackageVersion } from './package-version.ts';

/** The arguments of `doctor package-cli`, as they were given. Paths are absolute, beside the words for messages. */
export interface PackageRequest {
  readonly out: NamedPath;
  readonly binaryName: string;
  readonly defaultProfile: string;
  /** The program to package; absent where the packager is no single executable file. */
  readonly source: NamedPath | undefined;
  /** The version that was asked for. */
  readonly packageVersion?: string;
  readonly smoke: boolean;
}

export interface NamedPath {
  readonly path: string;
  /** As the caller wrote it. */
  readonly shown: string;
}

// Section 6.1: at most 64 characters, the first one a letter.
const BINARY_NAME = /^[a-z][a-z0-9_-]{0,63}$/u;
const LONGEST_VERSION = 128;

/** What is wrong with the arguments (sections 6.1 and 6.2); nothing where the run may begin. */
export function checkRequest(request: PackageRequest): Finding | undefined {
  const { binaryName, defaultProfile, packageVersion } = request;
  if (defaultProfile !== 'ci' && defaultProfile !== 'local') {
    return found('doctor-cli-package/unsupported-profile', { profile: defaultProfile });
  }
  if (!BINARY_NAME.test(binaryName)) return found('doctor-cli-package/invalid-binary-name', {});
  if (packageVersion !== undefined && (packageVersion.length > LONGEST_VERSION || !isPackageVersion(packageVersion))) {
    return found('doctor-cli-package/invalid-version', {});
  }
  if (request.source === undefined) return found('doctor-cli-package/no-own-executable', {});
  return checkOutput(request);
}

function checkOutput({ out, source }: PackageRequest): Finding | undefined {
  const kind = realSystem.kindOf(out.path);
  if (kind === 'nothing') return undefined;
  if (kind !== 'a folder') return found('doctor-cli-package/output-not-folder', { path: out.shown, kind });
  if (!isEmptyFolder(out.path) && !isEarlierPackage(out.path)) {
    return found('doctor-cli-package/output-not-empty', { path: out.shown });
  }
  if (source !== undefined && isInside(source.path, out.path))
    return found('doctor-cli-package/output-holds-source', {});
  return undefined;
}

function isInside(path: string, folder: string): boolean {
  try {
    return realpathSync(path).startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    // A source that is not there is another finding.
    return false;
  }
}

function found(rule: Finding['rule'], details: Finding['details']): Finding {
  return { rule, at: {}, details };
}
