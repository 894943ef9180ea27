import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSource, openFileSource, readBytes } from '../archive/byte-source.ts';
import { digestSource } from '../archive/source-digest.ts';
import { digestCanonicalJson } from '../document/canonical-digest.ts';
import { DocumentFindings } from '../document/document-findings.ts';
import { checkJsonSize, parseStrictJson } from '../document/json/parse-strict-json.ts';
import { isJsonObject, type ParsedDocument } from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { validators } from '../generated/assets-pa-validators.ts';
import { runChecks } from '../report/check.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ObservedMember, ObservedReference } from '../report/observation.ts';
import type { ValidateOptions } from '../report/validate-options.ts';
import { judgePack } from './judge-pack.ts';
import { CARTRIDGE_MANIFEST, CARTRIDGE_PACK, type CartridgeModel, cartridgeRules } from './rules/cartridge-rules.ts';

// The specification of the cartridge spells it one way, the compiler's texts spell capabilities the other way.
const ASSET_CAPABILITY: readonly unknown[] = ['Asset', 'asset'];

/** Judges a cartridge's folder by section 8: its manifest, and the pack that a declared capability asks for. */
export function judgeCartridge(folder: string, options: ValidateOptions): Judgement {
  const collector = new FindingCollector(options.selection);
  const members: ObservedMember[] = [];
  const manifest = withFile(folder, CARTRIDGE_MANIFEST, (source) => readManifest(source, collector, members));
  const declared = manifest?.document === undefined ? [] : declarations(manifest.document, collector);
  const capability = declared[0];
  const pack =
    capability === undefined
      ? undefined
      : withFile(folder, CARTRIDGE_PACK, (source) => readDeclaredPack(source, options, members));
  const model: CartridgeModel = { hasManifest: manifest !== undefined, capability, pack };
  runChecks(cartridgeRules, model, collector);
  const document = manifest?.document;
  const references = declared.map(({ pointer }): ObservedReference => {
    return { from: { member: CARTRIDGE_MANIFEST, pointer }, to: CARTRIDGE_PACK };
  });
  const observation = {
    members: members.sort((a, b) => (a.path < b.path ? -1 : 1)),
    documents: document === undefined ? {} : { [CARTRIDGE_MANIFEST]: digestCanonicalJson(document.value) },
    references: pack === undefined ? [] : references.sort((a, b) => (a.from.pointer < b.from.pointer ? -1 : 1)),
  };
  return {
    findings: collector.findings(),
    dropped: collector.droppedCount,
    ...(options.observe && document !== undefined && { observation }),
    secrets: [],
  };
}

interface Manifest {
  readonly document: ParsedDocument | undefined;
}

function readManifest(source: FileSource, collector: FindingCollector, members: ObservedMember[]): Manifest {
  if (!checkJsonSize(source.size, new DocumentFindings(collector, CARTRIDGE_MANIFEST))) return { document: undefined };
  const bytes = readBytes(source, 0, source.size);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  members.push({ path: CARTRIDGE_MANIFEST, type: 'file', size: bytes.length, sha256 });
  return { document: parseStrictJson(bytes, collector, CARTRIDGE_MANIFEST) };
}

/** Where the manifest declares the asset capability; nowhere where it does not fit its schema. */
function declarations(document: ParsedDocument, collector: FindingCollector): CartridgeCapability[] {
  const before = collector.errorCount;
  const rule = 'assets-pa/cartridge-manifest-schema';
  checkSchema(document, validators['assets-pa/cartridge-manifest'], rule, collector, CARTRIDGE_MANIFEST);
  const capabilities = isJsonObject(document.value) ? document.value.capabilities : undefined;
  if (collector.errorCount > before || !Array.isArray(capabilities)) return [];
  return [...capabilities.entries()].flatMap(([index, word]) =>
    typeof word === 'string' && ASSET_CAPABILITY.includes(word) ? [{ word, pointer: `/capabilities/${index}` }] : [],
  );
}

type CartridgeCapability = NonNullable<CartridgeModel['capability']>;

function readDeclaredPack(
  source: FileSource,
  { selection, observe }: ValidateOptions,
  members: ObservedMember[],
): NonNullable<CartridgeModel['pack']> {
  const collector = new FindingCollector(selection);
  judgePack(source, collector);
  const { size } = source;
  const sha256 = observe ? { sha256: digestSource(source) } : {};
  members.push({ path: CARTRIDGE_PACK, type: 'file', size, ...sha256 });
  return { findings: collector.findings() };
}

/** Opens a regular file of the folder; undefined for what is none, and a symbolic link is none. */
function withFile<T>(folder: string, name: string, use: (source: FileSource) => T): T | undefined {
  const path = join(folder, name);
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const source = openFileSource(path);
  try {
    return use(source);
  } finally {
    source.close();
  }
}
