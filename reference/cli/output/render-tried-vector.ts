import { relative } from 'node:path';
import type { TriedVector } from '../../../conformance/suite/try-vector.ts';
import type { Paint } from '../../report/render/paint.ts';
import { toVisible } from '../../report/visible-text.ts';

/** What became of one vector, with everything that helps to see why; its folder is named from `cwd` on. */
export function renderTriedVector({ stored, level, verdict }: TriedVector, cwd: string, paint: Paint): string {
  const { vector, folder } = stored;
  const { id, rev, contract, profile, kind, cites, why } = vector;
  const { outcome, detail, expected, got, errors } = verdict;
  const path = relative(cwd, folder);
  const shown: readonly (readonly [string, string | undefined])[] = [
    ['about', why],
    ['cites', cites.join(', ')],
    ['judged', `${kind}, ${contract}, profile ${profile}, to the ${level}`],
    ['input', path.startsWith('..') ? folder : path],
    ['twin', 'twin' in vector ? vector.twin?.id : undefined],
    ['because', detail],
    ['expected', expected === undefined ? undefined : JSON.stringify(expected)],
    ['got', got === undefined ? undefined : JSON.stringify(got)],
  ];
  const lines = shown.flatMap(([name, text]) =>
    text === undefined ? [] : [`  ${paint('faint', name.padEnd(8))} ${toVisible(text)}`],
  );
  const said = (errors ?? '').split('\n').filter((line) => line !== '');
  return [
    `${paint('strong', `${id}@${rev}`)} ${paint(outcome === 'pass' ? 'good' : 'error', outcome)}`,
    ...lines,
    ...(said.length === 0
      ? []
      : [
          `  ${paint('faint', 'standard error')}`,
          ...said.map((line) => `    ${toVisible(line.replaceAll('\t', '  '))}`),
        ]),
    '',
  ].join('\n');
}
