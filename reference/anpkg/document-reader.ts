import type { ChunkSink } from '../archive/package-members.ts';
import { parseStrictJson } from '../document/json/index.ts';
import type { ParsedDocument } from '../document/parsed-document.ts';
import { parseStrictYaml } from '../document/yaml/index.ts';
import { LIMITS } from '../generated/limits.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { ObservedMember } from '../report/observation.ts';
import { createDocumentBuffer, type PackageIntake } from './package-intake.ts';
import { documentSyntax } from './package-layout.ts';

/** A container that was read and verified, whatever it is. */
export interface ContainerReading {
  readonly members: readonly ObservedMember[];
  readMember(path: string, sink: ChunkSink): void | Promise<void>;
}

interface DocumentSources {
  readonly reading: ContainerReading;
  readonly files: ReadonlyMap<string, ObservedMember>;
  readonly intake: PackageIntake;
  readonly collector: FindingCollector;
}

/**
 * Reads documents in the order of their paths, and none from there on where a total is exceeded (section 4 of the
 * contract). The totals count every document, so that one which is not read is never without a finding.
 */
export class DocumentReader {
  /** What was read without error, by path. */
  readonly documents: Map<string, ParsedDocument> = new Map();
  readonly totals: Record<'yaml' | 'json', number> = { yaml: 0, json: 0 };
  readonly #sources: DocumentSources;

  constructor(sources: DocumentSources) {
    this.#sources = sources;
  }

  /** Reads files of the package. What has no ending of a document is YAML. */
  async read(paths: readonly string[]): Promise<void> {
    const { files, collector } = this.#sources;
    for (const path of paths.toSorted(compareCodePoints)) {
      const syntax = documentSyntax(path) ?? 'yaml';
      const size = files.get(path)?.size ?? 0;
      const limit = LIMITS[`${syntax}.size`].value;
      this.totals[syntax] += size;
      if (size > limit) collector.add(`${syntax}/too-large`, { member: path }, { size, limit });
      else if (this.totals[syntax] <= LIMITS[`${syntax}.packageTotal`].value) {
        const parse = syntax === 'yaml' ? parseStrictYaml : parseStrictJson;
        const document = parse(await this.#bytesOf(path, size), collector, path);
        if (document !== undefined) this.documents.set(path, document);
      }
    }
  }

  async #bytesOf(path: string, size: number): Promise<Uint8Array> {
    const { reading, intake } = this.#sources;
    const kept = intake.bytes.get(path);
    if (kept !== undefined) return kept;
    const buffer = createDocumentBuffer(size);
    await reading.readMember(path, buffer.push);
    return buffer.take();
  }
}
