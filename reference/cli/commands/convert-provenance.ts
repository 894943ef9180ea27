import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readBytes } from '../../archive/byte-source.ts';
import {
  type ConversionProblem,
  type ProvenanceConversion,
  provenanceToStatement,
  statementToProvenance,
} from '../../distribution/attestation/convert-provenance.ts';
import { LIMITS } from '../../generated/limits.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import { type Invocation, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';
import { readSmallFile } from '../input/read-small-file.ts';
import { spoolStdin } from '../input/spool-stdin.ts';
import { toFindingLines } from '../output/finding-lines.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';

const MOST_BYTES = LIMITS['json.size'].value;
const MOST_TOLD = 20;

/** `distribution statement`: writes a provenance as an in-toto statement, or says why it cannot be. */
export async function runStatement(invocation: Invocation): Promise<number> {
  return convert(invocation, provenanceToStatement);
}

/** `distribution provenance`: writes the provenance that a statement is of, or says why there is none. */
export async function runProvenance(invocation: Invocation): Promise<number> {
  return convert(invocation, statementToProvenance);
}

async function convert(
  { arguments: [given = ''], options, edge }: Invocation,
  toOther: (document: Uint8Array, manifest: Uint8Array) => ProvenanceConversion,
): Promise<number> {
  const manifest = textOption(options, 'manifest');
  const out = textOption(options, 'out');
  if (given === '' || out === '') throw usageError('a path is empty');
  if (given === '-' && manifest === undefined) throw usageError('name the manifest of the artifact with --manifest');
  const bytes = given === '-' ? await readStdin(edge) : readSmallFile(given, edge.cwd, MOST_BYTES);
  const beside = join(dirname(given), 'manifest.json');
  if (manifest === undefined && !existsSync(resolve(edge.cwd, beside))) {
    throw usageError(`there is no ${beside}: name the manifest with --manifest`);
  }
  if (
    out !== undefined &&
    [given, manifest ?? beside].some((path) => resolve(edge.cwd, path) === resolve(edge.cwd, out))
  ) {
    throw usageError(`${out} is read: name another file with --out`);
  }
  const stated = readSmallFile(manifest ?? beside, edge.cwd, MOST_BYTES);
  const conversion = toOther(bytes, stated);
  if (conversion.outcome === 'refused') {
    const lines = [
      ...toFindingLines(conversion.findings.slice(0, MOST_TOLD)),
      ...conversion.problems.slice(0, MOST_TOLD).map(toProblemLine),
    ];
    edge.stderr.write(lines.map((line) => `${toVisible(maskCredentials(line))}\n`).join(''));
    return EXIT.findings;
  }
  if (out === undefined) edge.stdout.write(conversion.text);
  else await writeOutput(resolve(edge.cwd, out), edge.cwd, conversion.text);
  return EXIT.holds;
}

async function readStdin({ stdin }: Edge): Promise<Uint8Array> {
  const source = await spoolStdin(stdin, { most: MOST_BYTES });
  try {
    return readBytes(source, 0, source.size);
  } finally {
    source.close();
  }
}

function toProblemLine({ document, pointer, position, problem }: ConversionProblem): string {
  const place = position === undefined ? '' : ` (line ${position.line}, column ${position.column})`;
  return `error: ${document}#${pointer} ${problem}${place}`;
}
