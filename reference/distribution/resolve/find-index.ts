import { readBytes } from '../../archive/byte-source.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { isDistPath } from '../documents/dist-path.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import { checkDocumentSize, readDocument, readingLimit } from '../documents/read-document.ts';
import { legacyPaths } from '../documents/templates.ts';
import type { OpenedFile, RepositoryReader } from './repository-reader.ts';
import type { ResolveRequest } from './resolution.ts';

const CONTRACT = 'docs/distribution-contract.json';
const CANONICAL = 'dist/index.json';
const SECONDS_A_DAY = 86_400;

/** The bytes of an index, and where they stand. */
export interface FoundIndex {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isLegacy: boolean;
}

/** Section 5.1: reads the contract; undefined where there is none that can be used. */
export async function readContract(
  reader: RepositoryReader,
  collector: FindingCollector,
): Promise<DistributionDocument<'contract'> | undefined> {
  const bytes = await readSized(reader, CONTRACT, readingLimit('contract'));
  if (typeof bytes === 'number') {
    checkDocumentSize('contract', bytes, collector, CONTRACT);
    return undefined;
  }
  switch (bytes) {
    case 'absent':
    case 'unreadable':
      collector.add('distribution/no-contract', { member: CONTRACT });
      return undefined;
    case 'escapes':
      collector.add('distribution/path-escapes', { member: CONTRACT });
      return undefined;
    default:
      return readDocument('contract', bytes, collector, CONTRACT);
  }
}

/** Section 5.2: finds the index, the canonical one or else a legacy one. */
export async function findIndex(
  reader: RepositoryReader,
  contract: DistributionDocument<'contract'> | undefined,
  request: ResolveRequest,
  collector: FindingCollector,
): Promise<FoundIndex | undefined> {
  const canonical = contract?.value.artifact.distribution_index.canonical ?? CANONICAL;
  const found = await readIndexAt(reader, canonical, collector);
  if (found !== 'absent') return found && { path: canonical, bytes: found, isLegacy: false };
  for (const [place, path] of (contract === undefined ? [] : legacyPaths(contract.value)).entries()) {
    const bytes = await readIndexAt(reader, path, collector);
    if (bytes === 'absent') continue;
    const sunset = contract?.value.artifact.distribution_index.legacy[place]?.deprecation_sunset ?? '';
    judgeLegacy(path, sunset, request, collector);
    return bytes && { path, bytes, isLegacy: true };
  }
  collector.add('distribution/no-index', { member: canonical });
  return undefined;
}

function judgeLegacy(
  member: string,
  sunset: string,
  { now, options }: ResolveRequest,
  collector: FindingCollector,
): void {
  // Moments are written in one way, so that their texts have their order. The sunset itself is over (section 5.2).
  if (now < sunset) {
    const days = Math.ceil((Date.parse(sunset) - Date.parse(now)) / 1000 / SECONDS_A_DAY);
    collector.add('distribution/legacy-index', { member }, { sunset, days });
  } else if (options.allowSunsetLegacy === true) {
    collector.add('distribution/legacy-index-allowed', { member }, { sunset });
  } else {
    collector.add('distribution/legacy-index-sunset', { member }, { sunset });
  }
}

/** Undefined where there is an index that cannot be had. */
async function readIndexAt(
  reader: RepositoryReader,
  path: string,
  collector: FindingCollector,
): Promise<Uint8Array | 'absent' | undefined> {
  // Of an unsafe path nothing is judged, whichever rules are in force.
  if (!isDistPath(path)) return 'absent';
  const bytes = await readSized(reader, path, readingLimit('index'));
  if (typeof bytes === 'number') {
    checkDocumentSize('index', bytes, collector, path);
    return undefined;
  }
  switch (bytes) {
    case 'absent':
      return bytes;
    case 'unreadable':
      collector.add('distribution/index-unreadable', { member: path });
      // Without that rule it is as if there were none.
      return collector.errorCount > 0 ? undefined : 'absent';
    case 'escapes':
      collector.add('distribution/path-escapes', { member: path });
      return undefined;
    default:
      return bytes;
  }
}

/** Reads a file as a whole; nothing of one that is larger than `most`. */
export async function readWhole(
  reader: RepositoryReader,
  path: string,
  most: number,
): Promise<Uint8Array | Exclude<OpenedFile['kind'], 'file'> | 'too-large'> {
  const bytes = await readSized(reader, path, most);
  return typeof bytes === 'number' ? 'too-large' : bytes;
}

/** The same; of a file that is larger than `most` its size, or of one that was not read to its end what was read. */
async function readSized(
  reader: RepositoryReader,
  path: string,
  most: number,
): Promise<Uint8Array | Exclude<OpenedFile['kind'], 'file'> | number> {
  const opened = await reader.open(path, most);
  if (opened.kind !== 'file') return opened.kind;
  try {
    const { size } = opened.source;
    return size > most ? size : readBytes(opened.source, 0, size);
  } finally {
    opened.close();
  }
}
