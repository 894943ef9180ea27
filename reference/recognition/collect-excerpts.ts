import type { Artifact } from '../archive/artifact.ts';
import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { envelopeOf } from '../archive/envelope.ts';
import { catalogue } from '../generated/catalogue.ts';
import { reportedFindings } from '../report/artifact-report.ts';
import { toExcerpt } from '../report/excerpt.ts';
import type { Finding } from '../report/finding.ts';
import { dumpRange, toHexDump } from '../report/hex-dump.ts';
import type { Excerpts } from '../report/render/text.ts';
import type { ReportFinding } from '../report/report.ts';
import { mentionsToken } from '../report/sensitive-text.ts';
import type { Judged } from './judge.ts';
import { documentReader } from './read-document.ts';

// Beyond these, a report in text is not read finding by finding any more.
const MOST_EXCERPTS = 50;
// A line of a larger document is found by its number in an editor.
const LARGEST_EXCERPTED = 1024 * 1024;

/** The lines or bytes that the findings of a judged artifact are at, for the report in text. */
export async function collectExcerpts(artifact: Artifact, { report, judgement, mask }: Judged): Promise<Excerpts> {
  const excerpts = new Map<ReportFinding, readonly string[]>();
  const reader = documentReader(artifact);
  const documents = new Map<string | undefined, string | undefined>();
  const broken = new Set(judgement.findings.filter(isSyntaxError).map(({ at }) => at.member));
  for (const [index, finding] of reportedFindings(judgement).slice(0, MOST_EXCERPTS).entries()) {
    const shown = report.findings[index];
    if (shown === undefined) break;
    const { member, line, column } = finding.at;
    if (line !== undefined) {
      if (!documents.has(member)) documents.set(member, await readText(member));
      const text = documents.get(member);
      const place = { line, ...(column === undefined ? {} : { column }) };
      if (text !== undefined) excerpts.set(shown, toExcerpt(text, place, mask));
    } else {
      const dump = dumpBytes(artifact, finding);
      if (dump.length > 0) excerpts.set(shown, dump);
    }
  }
  return excerpts;

  async function readText(member: string | undefined): Promise<string | undefined> {
    const isPack = member === undefined && report.contract === 'assets-pa@1' && artifact.kind === 'bytes';
    const bytes = isPack ? await readHeaderOf(artifact.source) : await reader.read(member);
    // What could not be parsed could not be searched for secrets either.
    if (bytes === undefined || bytes.length > LARGEST_EXCERPTED || (broken.has(member) && mentionsToken(bytes)))
      return undefined;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}

/** The document of a pack is its header: lines and columns are those of its text. */
async function readHeaderOf(source: ByteSource): Promise<Uint8Array | undefined> {
  return (await import('../assets-pa/pack-prelude.ts')).readHeaderBytes(source, LARGEST_EXCERPTED);
}

function isSyntaxError({ rule }: Finding): boolean {
  return catalogue[rule].level === 'MUST' && isDocumentRule(rule);
}

function isDocumentRule(rule: string): boolean {
  return rule.startsWith('json/') || rule.startsWith('yaml/');
}

// Only for the records of a container: their offsets are those of the file itself.
function dumpBytes(artifact: Artifact, { rule, at }: Finding): readonly string[] {
  if (artifact.kind === 'folder' || at.offset === undefined || at.offset >= artifact.source.size) return [];
  const isOfBytes = catalogue[rule].phase === 'container' || rule === 'assets-pa/trailing-payload';
  if (!isOfBytes || isDocumentRule(rule)) return [];
  // Within an envelope the offsets are those of the content.
  if (rule.startsWith('tar/') && envelopeOf(artifact.source) !== 'none') return [];
  const { start, length } = dumpRange(at.offset, artifact.source.size);
  return toHexDump({ bytes: readBytes(artifact.source, start, length), start }, at.offset);
}
