import type { Artifact } from '../archive/artifact.ts';
import type { ByteSource } from '../archive/byte-source.ts';
import { toOutline } from '../document/outline.ts';
import type { ParsedDocument } from '../document/parsed-document.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Masker } from '../report/masker.ts';
import type { Outline } from '../report/outline.ts';
import { HARDENED } from '../report/rule-selection.ts';
import type { InspectOptions } from './inspect.ts';
import type { Judged } from './judge.ts';
import { documentReader } from './read-document.ts';
import { findContract } from './registry.ts';

// To read a larger one again takes too long to be worth an outline.
const LARGEST_OUTLINED = 4 * 1024 * 1024;

/** The outline of an artifact that is itself a document; undefined where it is none, is large or breaks a rule. */
export async function outlineArtifact(
  artifact: Artifact,
  { report, mask }: Judged,
  { selection, outlineNodes }: Pick<InspectOptions, 'selection' | 'outlineNodes'>,
): Promise<Outline | undefined> {
  if (report.contract === undefined || outlineNodes < 1) return undefined;
  if (artifact.kind === 'folder') return undefined;
  if (report.contract === 'assets-pa@1') return outlineHeader(artifact.source, mask, outlineNodes);
  if (artifact.source.size > LARGEST_OUTLINED) return undefined;
  const { contract, container = contract } = findContract(report.contract);
  const parse = await parserOf(container);
  const bytes = parse === undefined ? undefined : await documentReader(artifact).read(undefined);
  if (parse === undefined || bytes === undefined) return undefined;
  // What is wrong with it was said when it was judged.
  const document = parse(bytes, new FindingCollector(selection));
  return document === undefined ? undefined : toOutline(document, mask, outlineNodes);
}

/** The outline of a pack's header: what it holds is said there. */
async function outlineHeader(source: ByteSource, mask: Masker, nodes: number): Promise<Outline | undefined> {
  const { readHeaderBytes } = await import('../assets-pa/pack-prelude.ts');
  const bytes = readHeaderBytes(source, LARGEST_OUTLINED);
  const parse = await parserOf('strict-json@1');
  const document = bytes === undefined ? undefined : parse?.(bytes, new FindingCollector(HARDENED));
  return document === undefined ? undefined : toOutline(document, mask, nodes);
}

type Parser = (bytes: Uint8Array, collector: FindingCollector) => ParsedDocument | undefined;

async function parserOf(contract: string): Promise<Parser | undefined> {
  if (contract === 'strict-json@1') return (await import('../document/json/index.ts')).parseStrictJson;
  if (contract === 'strict-yaml@1') return (await import('../document/yaml/index.ts')).parseStrictYaml;
  return undefined;
}
