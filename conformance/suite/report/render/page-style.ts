/** The style of the page. Every colour is named once for light and once for dark; meaning is never in colour alone. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --sheet: #ffffff; --ink: #1c1d1f; --soft: #5d6168; --line: #dcdde0; --hover: #f1f2f4;
  --good: #1a6b3c; --good-paper: #e6f3ea; --bad: #a8201a; --bad-paper: #fbe9e7; --link: #1f4fa8; --mark: #ffe08a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --sheet: #1d2024; --ink: #e6e7ea; --soft: #a2a7b0; --line: #363a41; --hover: #272b31;
    --good: #7fd19b; --good-paper: #1b3325; --bad: #ff9d94; --bad-paper: #43211f; --link: #8ab4ff; --mark: #6b5510;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 78rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
a { color: var(--link); }
code, .mono { font-family: ui-monospace, 'DejaVu Sans Mono', Consolas, monospace; font-size: 0.9em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; margin-bottom: 1.5rem; }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; }
.card h2 { font-size: 1.1rem; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
.card ul { margin: 0.5rem 0; padding: 0; list-style: none; }
.card li { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.6rem; align-items: start; margin: 0.2rem 0; }
.card dl { grid-template-columns: max-content minmax(0, 1fr); font-size: 0.85rem; margin-top: 0.75rem; }
.card dd { overflow-wrap: anywhere; color: var(--soft); }
.card li p { margin: 0; }
.card p { margin: 0.25rem 0; color: var(--soft); font-size: 0.9rem; overflow-wrap: anywhere; }
.good, .bad { border-radius: 4px; padding: 0.05rem 0.4rem; white-space: nowrap; font-weight: 600; }
.good { color: var(--good); background: var(--good-paper); }
.bad { color: var(--bad); background: var(--bad-paper); }
.none { color: var(--soft); }
.tools { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; position: sticky; top: 0; z-index: 2;
  background: var(--paper); padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
.tools label { display: flex; gap: 0.5rem; align-items: center; }
.tools input[type='search'], .tools select { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--line);
  border-radius: 6px; padding: 0.35rem 0.6rem; }
.tools input[type='search'] { width: 18rem; max-width: 60vw; }
#count { color: var(--soft); margin-left: auto; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--soft); padding: 0.5rem 0; }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { font-size: 0.9rem; color: var(--soft); }
td.cell, thead th.cell { width: 12rem; }
tbody th { font-weight: 400; }
tr.group th { padding-top: 1.5rem; font-weight: 600; font-size: 1.05rem; border-bottom-width: 2px; }
tr.rule:hover { background: var(--hover); }
button.open { font: inherit; color: var(--link); background: none; border: 0; padding: 0; cursor: pointer; text-align: left; }
button.open::before { content: '▸'; display: inline-block; width: 1.1rem; color: var(--soft); }
button.open[aria-expanded='true']::before { content: '▾'; }
td.detail { padding: 0.25rem 0.6rem 1rem 1.7rem; background: var(--sheet); }
details.vector { border-bottom: 1px solid var(--line); padding: 0.35rem 0; }
details.vector > summary { cursor: pointer; display: grid; grid-template-columns: 8.5rem 5rem minmax(12rem, 1fr) auto; gap: 0.75rem; }
details.vector > summary .why { overflow-wrap: anywhere; }
details.vector .body { padding: 0.5rem 0 0.75rem 1rem; }
details.vector h3 { font-size: 0.95rem; margin: 0.75rem 0 0.25rem; }
dl { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.2rem 0.75rem; margin: 0; }
dl + dl { margin-top: 0.6rem; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-family: ui-monospace, 'DejaVu Sans Mono', Consolas, monospace; font-size: 0.85rem; }
.hex { font-family: ui-monospace, 'DejaVu Sans Mono', Consolas, monospace; font-size: 0.85rem; overflow-wrap: anywhere; }
.hex mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 0.15rem; }
.hex .none { font-style: italic; }
[hidden] { display: none !important; }
@media (max-width: 44rem) { details.vector > summary { grid-template-columns: 1fr; gap: 0.1rem; } td.cell, thead th.cell { width: auto; } }
`;
