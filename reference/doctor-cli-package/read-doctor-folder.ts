import { createHash } from 'node:crypto';
import { type FolderReading, readFolder } from '../archive/folder.ts';
import { DocumentFindings } from '../document/document-findings.ts';
import { checkJsonSize, parseStrictJson } from '../document/json/parse-strict-json.ts';
import type { ParsedDocument } from '../document/parsed-document.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { ObservedMember } from '../report/observation.ts';
import { isConfinedPath } from './confined-path.ts';
import type { DoctorDocument, DoctorModel, FolderFacts, ProgramFile, TemplateFile } from './doctor-model.ts';
import { RELEASE_MANIFEST } from './package-cli-layout.ts';
import { type BinaryFormat, readBinaryFormat } from './platform-of-binary.ts';
import { fitDocument } from './read-doctor-document.ts';

/**
 * Reads a package folder: what its entries are, the manifest, and what the manifest leads to. Undefined where an entry
 * breaks a MUST, and then nothing else is read.
 */
export function readDoctorFolder(path: string, collector: FindingCollector): DoctorModel | undefined {
  const reading = readFolder(path, { digest: true });
  reportProblems(reading, collector);
  if (collector.errorCount > 0) return undefined;
  const files = new Map(reading.members.filter(({ type }) => type === 'file').map((member) => [member.path, member]));
  const context: Context = { reading, files, collector, documents: new Map() };
  const document = readDocument(RELEASE_MANIFEST, context);
  const manifest = document && fitDocument('release-manifest', document, collector, RELEASE_MANIFEST);
  return {
    folder: { members: reading.members, files, ...(manifest ? readReferred(manifest, context) : NOTHING_REFERRED) },
    documents: context.documents,
    manifest,
    payload: undefined,
    template: undefined,
  };
}

interface Context {
  readonly reading: FolderReading;
  readonly files: ReadonlyMap<string, ObservedMember>;
  readonly collector: FindingCollector;
  /** What was parsed so far. */
  readonly documents: Map<string, ParsedDocument>;
}

type Referred = Pick<FolderFacts, 'program' | 'templates'>;

const NOTHING_REFERRED: Referred = { program: undefined, templates: [] };

function reportProblems({ problems }: FolderReading, collector: FindingCollector): void {
  for (const problem of problems) {
    if (problem.kind === 'limit') {
      collector.add('doctor-cli-package/folder-too-large', {}, { limit: problem.limit, unit: problem.unit });
      continue;
    }
    const at = { member: problem.path };
    if (problem.kind === 'special-file') {
      collector.add('doctor-cli-package/folder-special-file', at, { kind: problem.what });
    } else {
      collector.add('doctor-cli-package/folder-unsafe-name', at, { problem: problem.what });
    }
  }
}

function readReferred({ value }: DoctorDocument<'release-manifest'>, context: Context): Referred {
  return {
    program: readProgram(value.packaged_binary, context),
    templates: value.config_templates.flatMap((stated, index): TemplateFile[] => {
      const member = fileAt(stated.path, context);
      if (member === undefined) return [];
      const document = readDocument(stated.path, context);
      const template = document && fitDocument('config-template', document, context.collector, stated.path);
      return [{ member, stated, index, template }];
    }),
  };
}

interface StatedProgram {
  readonly path: string;
  readonly size_bytes: number;
  readonly sha256: string;
}

function readProgram(stated: StatedProgram, context: Context): ProgramFile | undefined {
  const member = fileAt(stated.path, context);
  if (member === undefined) return undefined;
  const isExecutable = context.reading.isExecutable(stated.path);
  return { member, stated, isExecutable, binary: readFormat(stated.path, context) };
}

function readFormat(path: string, { reading }: Context): BinaryFormat {
  const source = reading.openMember(path);
  try {
    return readBinaryFormat(source);
  } finally {
    source.close();
  }
}

// A path that leads out of the package is no file of it, whichever rules are in force.
function fileAt(path: string, { files }: Context): ObservedMember | undefined {
  return isConfinedPath(path) ? files.get(path) : undefined;
}

/** Parses a file of the folder, once. */
function readDocument(path: string, { reading, files, collector, documents }: Context): ParsedDocument | undefined {
  const member = files.get(path);
  if (member === undefined || documents.has(path)) return documents.get(path);
  if (!checkJsonSize(member.size, new DocumentFindings(collector, path))) return undefined;
  const chunks: Buffer[] = [];
  reading.readMember(path, (chunk) => chunks.push(Buffer.from(chunk)));
  const bytes = Buffer.concat(chunks);
  if (createHash('sha256').update(bytes).digest('hex') !== member.sha256) {
    throw new ContractsError('source-changed', `the file changed while the folder was read: ${path}`);
  }
  const document = parseStrictJson(bytes, collector, path);
  if (document !== undefined) documents.set(path, document);
  return document;
}
