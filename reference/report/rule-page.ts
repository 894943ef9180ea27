/** Where the page of a rule stands in the documentation, relative to the project's root. */
export function rulePage(rule: string): string {
  return `docs/rules/${rule}.md`;
}
