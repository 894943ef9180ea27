import { createHash } from 'node:crypto';
import type { CertificationReport } from '../certification-report.ts';
import { explainPattern } from '../explain-pattern.ts';
import { judgeCertification, nameTarget } from '../judge-report.ts';
import { belongsToTarget } from '../vector-index.ts';
import type { VectorStory } from '../vector-story.ts';
import { type MatrixRow, matrixOf, toPageData } from './matrix.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { toMarkup } from './visible-text.ts';

/**
 * One page that needs no network: implementations by rules, with the vectors of each rule when it is opened. The policy
 * in it lets nothing run or load but its own script and style, and whatever comes from a report is escaped or text.
 */
export function renderHtml(
  reports: readonly CertificationReport[],
  stories: ReadonlyMap<string, VectorStory> = new Map(),
): string {
  const rows = matrixOf(reports);
  const contracts = [...new Set(rows.map(({ contract }) => contract))];
  const names = nameReports(reports);
  const policy = `default-src 'none'; script-src '${hashOf(PAGE_SCRIPT)}'; style-src '${hashOf(PAGE_STYLE)}'; base-uri 'none'; form-action 'none'`;
  // A sequence that would end the element, or begin a comment in it, cannot occur without this character.
  const data = JSON.stringify(toPageData(reports, names, stories)).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Certification: ${toMarkup(names.join(', '))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>Certification</h1>
<div class="cards">
${reports.map((report, index) => toCard(report, names[index] ?? '')).join('')}</div>
<div class="tools" role="search" hidden>
<label>Find <input type="search" id="search" placeholder="rule or vector (press /)" autocomplete="off"></label>
<label>Contract <select id="contract"><option value="">all</option>${contracts.map((name) => `<option>${name}</option>`).join('')}</select></label>
<label><input type="checkbox" id="failing"> only what fails</label>
<span id="count" role="status"></span>
</div>
<noscript><p>The vectors of each rule, and the filter, need JavaScript.</p></noscript>
<div class="wide">
<table>
<caption>Vectors that pass, by rule: open a rule to see its vectors.</caption>
<thead><tr><th scope="col">Rule</th>${names.map((name) => `<th scope="col" class="cell">${toMarkup(name)}</th>`).join('')}</tr></thead>
${contracts.map((contract) => toGroup(contract, rows, reports.length)).join('')}</table>
</div>
</main>
<script type="application/json" id="data">${data}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

// Reports of one name and version are told apart by their file's digest, and where that is none or the same by number.
function nameReports(reports: readonly CertificationReport[]): readonly string[] {
  const plain = reports.map(({ implementation: { name, version } }) => `${name} ${version}`);
  const digested = reports.map(({ implementation: { digest } }, index) => {
    const name = plain[index] ?? '';
    return isShared(name, plain) && digest !== undefined ? `${name} (${digest.slice(0, 8)})` : name;
  });
  return digested.map((name, index) =>
    isShared(name, digested)
      ? `${name} #${1 + digested.slice(0, index).filter((other) => other === name).length}`
      : name,
  );
}

function isShared(name: string, names: readonly string[]): boolean {
  return names.filter((other) => other === name).length > 1;
}

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

function toCard(report: CertificationReport, name: string): string {
  const { certified, reasons } = judgeCertification(report);
  const { suite, implementation, isolation, challenge } = report;
  const targets = report.targets.map((target) => {
    const rows = report.rows.filter((row) => belongsToTarget(row, target));
    const passed = rows.filter(({ outcome }) => outcome === 'pass').length;
    const share = `<span class="${passed === rows.length ? 'good' : 'bad'}">${passed} of ${rows.length}</span>`;
    const note = target.provisional === undefined ? '' : `<p>provisional: ${toMarkup(target.provisional)}</p>`;
    return `<li>${share}<div>${nameTarget(target)}, ${target.level}${note}</div></li>`;
  });
  const lines = [...explainPattern(report.rows), ...reasons];
  const facts: readonly (readonly [string, string])[] = [
    ['suite', `${suite.name} ${suite.version}`],
    ['vectors', suite.vectorsDigest],
    ['result', report.resultDigest],
    ...(implementation.digest === undefined ? [] : [['file', implementation.digest] as const]),
    ...(challenge === undefined
      ? []
      : [['challenge', `${challenge.nonce}: ${challenge.vectors} minted vectors`] as const]),
    ['isolation', `${isolation.measures.join(', ') || 'none'}; ${isolation.timeoutMs} ms an answer`],
  ];
  return `<section class="card">
<h2>${toMarkup(name)} <span class="${certified ? 'good">✓ certified' : 'bad">✗ not certified'}</span></h2>
<ul>${targets.join('')}</ul>
${lines.map((line) => `<p><strong>${toMarkup(line)}</strong></p>\n`).join('')}<dl>
${facts.map(([term, text]) => `<dt>${term}</dt><dd>${toMarkup(text)}</dd>\n`).join('')}</dl>
</section>
`;
}

function toGroup(contract: string, rows: readonly MatrixRow[], columns: number): string {
  const own = rows.filter((row) => row.contract === contract);
  return `<tbody>
<tr class="group"><th scope="rowgroup" colspan="${columns + 1}">${contract}</th></tr>
${own.map(toRow).join('')}</tbody>
`;
}

function toRow({ contract, rule, vectors, cells }: MatrixRow): string {
  const fails = cells.some((cell) => cell !== undefined && cell.passed < cell.total) ? '1' : '0';
  const facts = `data-contract="${contract}" data-rule="${rule}" data-fails="${fails}" data-vectors="${vectors.join(' ')}"`;
  const name = rule === '' ? 'no rule' : `<code>${rule}</code>`;
  const shown = cells.map((cell) => {
    if (cell === undefined) return '<td class="cell none">not run</td>';
    const good = cell.passed === cell.total;
    const text = good ? `✓ ${cell.total}` : `✗ ${cell.passed} of ${cell.total}`;
    return `<td class="cell"><span class="${good ? 'good' : 'bad'}">${text}</span></td>`;
  });
  return `<tr class="rule" ${facts}><th scope="row"><button type="button" class="open" aria-expanded="false">${name}</button></th>${shown.join('')}</tr>\n`;
}
