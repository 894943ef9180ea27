import { digestCanonicalJson, toCanonicalJson } from '../../document/canonical-digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../document/parsed-document.ts';
import { validators } from '../../generated/assets-pa-validators.ts';
import { TOOL } from '../../generated/tool.ts';
import type { AssetFingerprints } from '../../generated/types/assets-pa-asset-fingerprints.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { type DocumentKind, readWorkspaceDocument } from './workspace-document.ts';
import { FINGERPRINTS } from './workspace-layout.ts';

export type { AssetFingerprints } from '../../generated/types/assets-pa-asset-fingerprints.ts';

/** What a build notes; who notes it and the digest are added when it is written. */
export interface Noted {
  readonly assets: readonly Readonly<AssetFingerprints['assets'][number]>[];
  readonly files: readonly Readonly<AssetFingerprints['files'][number]>[];
  readonly outputs: readonly Readonly<AssetFingerprints['outputs'][number]>[];
}

const validator = validators['assets-pa/asset-fingerprints'];

const KIND: DocumentKind<AssetFingerprints> = {
  validator,
  // No finding of the cache is ever told.
  rule: 'assets-pa/registry-schema',
  // The compiled schema says so.
  isOne: (value): value is AssetFingerprints => validator(value),
};

/** Reads what the build before has noted. Whatever is wrong with it, it counts as absent: it is made again. */
export function readFingerprints(project: string): Noted | undefined {
  try {
    const read = readWorkspaceDocument(project, FINGERPRINTS, KIND, new FindingCollector(HARDENED));
    if (read.state !== 'read' || read.value.packer !== TOOL.version) return undefined;
    // One that was damaged and still parses must not be believed either.
    return digestOf(read.document.value) === read.value.digest ? read.value : undefined;
  } catch {
    return undefined;
  }
}

/** Text of what a build notes. */
export function toFingerprintsText({ assets, files, outputs }: Noted): string {
  const noted: JsonObject = {
    schema_version: 1,
    packer: TOOL.version,
    assets: assets.map((asset) => ({ ...asset })),
    files: files.map((file) => ({ ...file })),
    outputs: outputs.map((output) => ({ ...output })),
  };
  return `${toCanonicalJson({ ...noted, digest: digestOf(noted) })}\n`;
}

function digestOf(document: JsonValue): string {
  const { digest, ...noted } = isJsonObject(document) ? document : {};
  return digestCanonicalJson(noted);
}
