import { isIP } from 'node:net';
import { HttpProblem } from './http-problem.ts';

/**
 * Refuses a request that a web page of another site could have caused. DNS rebinding needs a *name* that its owner
 * points at this machine, so an address or `localhost` in the Host header is safe and any other name must be listed.
 * A page's own cross-site request carries an Origin, which must then be this server itself: there is no CORS.
 *
 * Throws HttpProblem 403.
 */
export function assertTrustedSender(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  allowedNames: ReadonlySet<string>,
): void {
  const { host, origin } = headers;
  if (host !== undefined && !isTrustedHost(host, allowedNames)) throw new HttpProblem(403, 'Host not allowed');
  if (origin !== undefined && origin !== `http://${host}`) throw new HttpProblem(403, 'Origin not allowed');
}

function isTrustedHost(host: string, allowedNames: ReadonlySet<string>): boolean {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?$/.exec(host);
  if (match === null) return false;
  const [, bracketed, plain] = match;
  if (bracketed !== undefined) return isIP(bracketed) === 6;
  const name = (plain ?? '').toLowerCase();
  return name === 'localhost' || isIP(name) === 4 || allowedNames.has(name);
}

/**
 * Refuses a request that names several hosts (RFC 9112 section 3.2): which of them counts would depend on the reader.
 *
 * Throws HttpProblem 400.
 */
export function assertOneHost(rawHeaders: readonly string[]): void {
  const names = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
  if (names.length > 1) throw new HttpProblem(400, 'Host header given twice');
}
