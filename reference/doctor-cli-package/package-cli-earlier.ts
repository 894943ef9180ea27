import { readdirSync } from 'node:fs';
import { readFolder } from '../archive/folder.ts';
import { parseStrictJson } from '../document/json/index.ts';
import { LIMITS } from '../generated/limits.ts';
import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { isDocumentOf } from './document-kinds.ts';
import { RELEASE_MANIFEST } from './package-cli-layout.ts';

/** Throws ContractsError `io`. */
export function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch (cause) {
    throw new ContractsError('io', `cannot read the output folder: ${systemCode(cause)}`, { cause });
  }
}

/** Whether a folder is an earlier package: a release manifest of this contract, and no file that it does not name. */
export function isEarlierPackage(path: string): boolean {
  const reading = readFolder(path, { digest: false });
  if (reading.problems.length > 0) return false;
  const size = reading.members.find((member) => member.path === RELEASE_MANIFEST && member.type === 'file')?.size;
  if (size === undefined || size > LIMITS['json.size'].value) return false;
  const chunks: Buffer[] = [];
  reading.readMember(RELEASE_MANIFEST, (chunk) => chunks.push(Buffer.from(chunk)));
  const manifest = parseManifest(Buffer.concat(chunks));
  if (manifest === undefined) return false;
  const named = new Set([
    RELEASE_MANIFEST,
    manifest.packaged_binary.path,
    ...manifest.config_templates.map((template) => template.path),
  ]);
  return reading.members.every((member) => member.type === 'directory' || named.has(member.path));
}

/** A release manifest that keeps its schema; undefined for anything else. */
function parseManifest(bytes: Uint8Array): ReleaseManifest | undefined {
  const document = parseStrictJson(bytes, new FindingCollector(HARDENED));
  return document !== undefined && isDocumentOf('release-manifest', document.value) ? document.value : undefined;
}
