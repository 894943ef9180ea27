/** What a refusal is called where a product was expected; a faulty producer that refuses its own work is not told by it. */
export const NOT_PRODUCED = 'not-produced';

/** A busy machine breaks this rule as well as a program does. */
const SMOKE_TIMEOUT = 'doctor-cli-package/smoke-timeout';

/** The outcome of what was refused and should have been made, with the rule that refused it. A time-out is no verdict. */
export function toRefusedOutcome(rule: string | undefined): string {
  if (rule === SMOKE_TIMEOUT) return 'timeout';
  return rule === undefined ? NOT_PRODUCED : `${NOT_PRODUCED} ${rule}`;
}
