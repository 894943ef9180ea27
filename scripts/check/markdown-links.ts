export interface BrokenLink {
  readonly line: number;
  readonly link: string;
  readonly why: string;
}

/**
 * Relative links of a Markdown text that lead nowhere. `read` gives the text of a link's target, decoded and without
 * its fragment (the empty string for the text itself and for a folder), or undefined where there is none.
 */
export function brokenLinks(markdown: string, read: (target: string) => string | undefined): BrokenLink[] {
  const broken: BrokenLink[] = [];
  const lines = withoutCodeBlocks(markdown).split('\n');
  for (const [index, text] of lines.entries()) {
    for (const link of linksOf(text)) {
      const why = whyBroken(link, markdown, read);
      if (why !== undefined) broken.push({ line: index + 1, link, why });
    }
  }
  return broken;
}

/** Anchors of a Markdown text: headings as forges name them, and explicit ids. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const line of withoutCodeBlocks(markdown).split('\n')) {
    for (const [, id] of line.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id ?? '');
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) anchors.add(freshSlug(headingSlug(heading), anchors));
  }
  return anchors;
}

function whyBroken(link: string, markdown: string, read: (target: string) => string | undefined): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
  const [target = '', fragment] = link.split('#', 2);
  const text = target === '' ? markdown : read(decodeURIComponent(target));
  if (text === undefined) return 'no such file';
  if (fragment === undefined || (target !== '' && !target.endsWith('.md'))) return undefined;
  return anchorsOf(text).has(fragment) ? undefined : 'no such anchor';
}

function linksOf(line: string): string[] {
  const prose = line.replaceAll(/(`+)(?:(?!\1).)*\1/g, (code) => ' '.repeat(code.length));
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const reference = [...prose.matchAll(/^\s{0,3}\[[^\]]+\]:\s+<?([^\s>]+)>?/g)];
  return [...inline, ...reference].map(([, link]) => link ?? '');
}

// Blank lines stand for the code, so that line numbers stay.
function withoutCodeBlocks(markdown: string): string {
  return markdown.replaceAll(/^(\s*)(```+|~~~+)[^\n]*\n[\s\S]*?^\s*\2[^\n]*$/gm, (block) =>
    block.replaceAll(/[^\n]/g, ''),
  );
}

function headingSlug(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<[^>]+>/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

function freshSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let count = 1;
  while (taken.has(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
}
