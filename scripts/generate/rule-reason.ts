import { posix } from 'node:path';

/**
 * What the text of a contract says of a rule beside its sentence: the rest of the sentence's paragraph, and why the rule
 * is stricter than what is published. Links lead from `docs/rules/<prefix>/`. Undefined where the text says no more.
 */
export function ruleReason(text: string, contract: string, id: string): string | undefined {
  const parts = [restOfParagraph(text, id), strictness(text, id)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.map((part) => fromRulePage(part, contract)).join('\n\n');
}

// <a id="slice-gap"></a>The slice … MUST NOT …. (`assets-pa/slice-gap`) In `core`, bytes between slices are not looked at.
function restOfParagraph(text: string, id: string): string | undefined {
  const mark = `(\`${id}\`)`;
  const start = text.indexOf(mark);
  if (start < 0) return undefined;
  const [rest = ''] = text.slice(start + mark.length).split(/\n\n|\n[-|]|<a id=/);
  const prose = rest.replaceAll(/\s+/g, ' ').trim();
  return prose === '' ? undefined : prose;
}

// | rule | the published reader |, and then: | [`anpkg/folder-too-large`](#folder-too-large) | has no limits |
function strictness(text: string, id: string): string | undefined {
  const lines = text.slice(text.lastIndexOf('\n## Stricter than ') + 1).split('\n');
  const row = lines.findIndex((line) => new RegExp(`^\\| \\[?\`${id}\``).test(line));
  const cell = lines[row]?.split(' | ')[1]?.replace(/ \|$/, '');
  if (cell === undefined) return undefined;
  const header = lines.slice(0, row).findLast((line) => line.startsWith('| rule |'));
  const [, , title = ''] = header?.split('|').map((part) => part.trim()) ?? [];
  return title === 'why' ? `Asked for because: ${cell}.` : `${title.charAt(0).toUpperCase()}${title.slice(1)} ${cell}.`;
}

function fromRulePage(prose: string, contract: string): string {
  const folder = `../../../contracts/${contract}/v1`;
  return prose.replaceAll(
    /\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g,
    (_, path: string, anchor = '') => `](${posix.join(folder, path === '' ? 'README.md' : path)}${anchor})`,
  );
}
