import type { Details, DetailValue } from './finding.ts';

/**
 * The message of a finding: the catalogue's template with each `{name}` replaced by that member of the details.
 * A placeholder without a detail stays as it is, so that the defect shows.
 */
export function toMessage(template: string, details: Details): string {
  return template.replaceAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(details, name) ? details[name] : undefined;
    return value === undefined ? placeholder : toText(value);
  });
}

function toText(value: DetailValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
