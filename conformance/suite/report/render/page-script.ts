/**
 * What the page does: filter, and show the vectors of a rule when it is opened. Everything from a report is set as text,
 * never as markup. `#zip/duplicate-name` and `#2JQS` in the address open that rule or that vector.
 */
export const PAGE_SCRIPT: string = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const rules = [...document.querySelectorAll('tr.rule')];
const search = document.getElementById('search');
const contract = document.getElementById('contract');
const failing = document.getElementById('failing');

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function badge(row, index) {
  const good = row && row.outcome === 'pass';
  const text = row ? (good ? '✓ ' : '✗ ') + row.outcome : 'not run';
  const element = make('span', row ? (good ? 'good' : 'bad') : 'none', text);
  element.title = data.reports[index];
  return element;
}

function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), undefined, 2); } catch { return text; }
}

function bytes(excerpt) {
  const pairs = (hex) => hex.replace(/../g, '$& ').trim();
  const line = make('div', 'hex', pairs(excerpt.lead) + ' ');
  line.append(excerpt.changed ? make('mark', '', pairs(excerpt.changed)) : make('span', 'none', '(no bytes)'));
  if (excerpt.cut > 0) line.append(' … ' + excerpt.cut + ' more bytes … ');
  line.append(' ' + pairs(excerpt.trail));
  return line;
}

function terms(pairs) {
  const list = make('dl', '');
  for (const [term, value] of pairs) list.append(make('dt', '', term), make('dd', '', value));
  return list;
}

function twinOf(twin) {
  const part = make('section', '', make('h3', '', 'Difference to its accepted twin ', make('a', 'mono', twin.id)));
  part.querySelector('a').href = '#' + twin.id;
  for (const change of twin.changes) {
    const place = (change.path ? change.path + ', ' : '') + 'offset ' + change.offset + ' (0x' + change.offset.toString(16) + ')';
    part.append(terms([['at', place], ['twin', bytes(change.before)], ['this', bytes(change.after)]]));
  }
  for (const entry of twin.entries) part.append(make('p', '', entry));
  if (twin.more > 0) part.append(make('p', 'none', 'and ' + twin.more + ' more edits'));
  return part;
}

function vectorOf(id) {
  const { story, facts, rows } = data.vectors[id];
  const badges = make('span', '', ...rows.flatMap((row, index) => [badge(row, index), ' ']));
  const why = make('span', 'why', story ? story.why : facts.cites.join(', '));
  const head = make('summary', '', make('code', '', id + '@' + facts.rev), make('span', '', facts.kind), why, badges);
  const item = make('details', 'vector', head);
  item.dataset.vector = id;
  item.addEventListener('toggle', () => {
    if (!item.open || item.querySelector('.body')) return;
    const body = make('div', 'body', terms([
      ['cites', facts.cites.join(', ') || 'no rule'],
      ['profile', facts.profile + (facts.minted ? ', minted by the challenge' : '')],
      ...(story ? [['expects', story.expects]] : []),
    ]));
    rows.forEach((row, index) => {
      if (!row || row.outcome === 'pass') return;
      const said = [['outcome', badge(row, index)]];
      if (row.detail) said.push(['detail', row.detail]);
      if (row.expected) said.push(['expected', make('pre', '', pretty(row.expected))]);
      if (row.got) said.push(['got', make('pre', '', pretty(row.got))]);
      body.append(make('h3', '', data.reports[index]), terms(said));
    });
    if (story && story.twin) body.append(twinOf(story.twin));
    item.append(body);
  });
  return item;
}

function toggle(rule, open) {
  const button = rule.querySelector('button.open');
  const shown = rule.nextElementSibling && rule.nextElementSibling.classList.contains('opened');
  if (open === undefined) open = !shown;
  button.setAttribute('aria-expanded', String(open));
  if (open && !shown) {
    const cell = make('td', 'detail', ...rule.dataset.vectors.split(' ').map(vectorOf));
    cell.colSpan = rule.children.length;
    rule.after(make('tr', 'opened', cell));
  }
  if (!open && shown) rule.nextElementSibling.remove();
}

function filter() {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const rule of rules) {
    const text = rule.dataset.rule + ' ' + rule.dataset.vectors.toLowerCase();
    const show = words.every((word) => text.includes(word))
      && (!contract.value || rule.dataset.contract === contract.value)
      && (!failing.checked || rule.dataset.fails === '1');
    if (!show) toggle(rule, false);
    rule.hidden = !show;
    count += show ? 1 : 0;
  }
  for (const body of document.querySelectorAll('tbody')) body.hidden = !body.querySelector('tr.rule:not([hidden])');
  document.getElementById('count').textContent = count + ' of ' + rules.length + ' rules';
}

function follow() {
  let wanted = '';
  try { wanted = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  if (!wanted) return;
  // A vector may stand under several rules: one that is shown already will do.
  const shown = () => [...document.querySelectorAll('details.vector')].find((item) => item.dataset.vector === wanted);
  let vector = shown();
  const rule = vector
    ? vector.closest('tr').previousElementSibling
    : rules.find((row) => row.dataset.rule === wanted || row.dataset.vectors.split(' ').includes(wanted));
  if (!rule) return;
  if (rule.hidden) { search.value = ''; contract.value = ''; failing.checked = false; filter(); }
  toggle(rule, true);
  vector = shown();
  if (vector) vector.open = true;
  (vector || rule).scrollIntoView({ block: 'center', inline: 'nearest' });
  (vector ? vector.firstElementChild : rule.querySelector('button')).focus({ preventScroll: true });
}

for (const rule of rules) rule.querySelector('button.open').addEventListener('click', () => toggle(rule));
for (const control of [search, contract, failing]) control.addEventListener('input', filter);
addEventListener('hashchange', follow);
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === search) return;
  event.preventDefault();
  search.focus();
});
document.querySelector('.tools').hidden = false;
filter();
follow();
`;
