import { maskCredentials } from '../report/mask-credentials.ts';
import type { Masker } from '../report/masker.ts';
import { mentionsSecret } from '../report/sensitive-text.ts';
import type { ProcessOutcome } from './run-process.ts';

export type EndedProcess = Exclude<ProcessOutcome, { readonly kind: 'overrun' }>;

const SHOWN_CHARACTERS = 200;

/** How a program ended, and the first line that it wrote, as details of a finding; shown only where it looks harmless. */
export function describeEnd(ended: EndedProcess, mask: Masker = maskCredentials): { outcome: string; output: string } {
  const outcome = ended.kind === 'exit' ? `exit code ${ended.code}` : `signal ${ended.signal}`;
  const line = [ended.errors, ended.output]
    .flatMap((bytes) => bytes.toString('utf8').split(/[\r\n]+/))
    .map((text) => text.trim())
    .find((text) => text !== '');
  if (line === undefined) return { outcome, output: 'no output' };
  if (mentionsSecret(line)) return { outcome, output: 'output not shown, because it mentions a secret' };
  // Before it is cut: the masker would not know half of a secret.
  const shown = mask(line).replaceAll(/\p{C}/gu, '\ufffd');
  return { outcome, output: [...shown].slice(0, SHOWN_CHARACTERS).join('') };
}
