import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, get as plainGet } from 'node:http';
import { Agent as SecureAgent, get as secureGet } from 'node:https';
import { ContractsError } from '../../report/contracts-error.ts';
import { openSpool, type Spool } from './spool.ts';
import type { TransferLimits } from './transfer-limits.ts';

/** What a server sent for a path. */
export type Fetched =
  | { readonly kind: 'absent' }
  | { readonly kind: 'whole'; readonly spool: Spool }
  /** There was more than was wanted, of which one byte is there. */
  | { readonly kind: 'cut'; readonly spool: Spool }
  /** The server says that there is more than is wanted, and nothing was read. */
  | { readonly kind: 'announced'; readonly size: number };

const OK = 200;
const ABSENT = 404;

/**
 * Fetches a file, or the word that there is none (404). No redirect is followed, no proxy asked, no compression undone,
 * and a certificate is always verified. Throws ContractsError `io` for anything but a whole answer with 200 in time.
 */
export function fetchFile(url: URL, most: number, limits: TransferLimits): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const spool = openSpool();
    const request = send(url);
    const late = (after: number): NodeJS.Timeout =>
      setTimeout(() => fail(`did not answer within ${after / 1000} seconds`), after);
    const timers = [late(limits.connect), late(limits.total)] as const;
    let isOver = false;

    function settle(deliver: () => void): void {
      if (isOver) return;
      isOver = true;
      for (const timer of timers) clearTimeout(timer);
      request.destroy();
      deliver();
    }
    function succeed(fetched: Fetched): void {
      settle(() => {
        if (!('spool' in fetched)) spool.discard();
        resolve(fetched);
      });
    }
    function fail(problem: string, cause?: unknown): void {
      settle(() => {
        spool.discard();
        reject(toFailure(url, problem, cause));
      });
    }

    request.on('error', (error) => fail(`cannot be read from (${reasonOf(error)})`, error));
    request.on('socket', (socket) => {
      socket.on('timeout', () => fail(`said nothing for ${limits.idle / 1000} seconds`));
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        clearTimeout(timers[0]);
        socket.setTimeout(limits.idle);
      });
    });
    // Whoever turns to another protocol gives no response: without this, nobody would say that there is none.
    request.on('upgrade', ({ statusCode }) => fail(`answers with ${statusCode}`));
    request.on('response', (response) => {
      if (response.statusCode === ABSENT) return succeed({ kind: 'absent' });
      const problem = problemOf(response);
      if (problem !== undefined) return fail(problem);
      // A length that lies is found out below: what counts are the bytes.
      const size = Number(response.headers['content-length'] ?? 0);
      if (size > most) return succeed({ kind: 'announced', size });
      response.on('error', (error) => fail(`broke off (${reasonOf(error)})`, error));
      response.on('close', () => fail('broke off'));
      response.on('end', () => (response.complete ? succeed({ kind: 'whole', spool }) : fail('broke off')));
      response.on('data', (chunk: Buffer) => {
        if (isOver) return;
        try {
          spool.add(chunk.subarray(0, most + 1 - spool.size));
        } catch (error) {
          return fail('sent what cannot be kept', error);
        }
        if (spool.size > most) succeed({ kind: 'cut', spool });
      });
    });
  });
}

// Agents of our own: none that the environment has set up, and no connection that outlives its request.
function send(url: URL): ClientRequest {
  const common = { headers: { accept: '*/*', 'accept-encoding': 'identity' }, insecureHTTPParser: false };
  return url.protocol === 'https:'
    ? secureGet(url, { ...common, agent: new SecureAgent({ keepAlive: false }), rejectUnauthorized: true })
    : plainGet(url, { ...common, agent: new PlainAgent({ keepAlive: false }) });
}

/** Why an answer cannot be used, as far as its head says. */
function problemOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  if (statusCode >= 300 && statusCode < 400) return `answers with ${statusCode}, and redirects are not followed`;
  if (statusCode !== OK) return `answers with ${statusCode}`;
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  return encoding === '' || encoding === 'identity' ? undefined : 'answers with bytes that are compressed';
}

function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

function toFailure({ host, pathname }: URL, problem: string, cause: unknown): ContractsError {
  return new ContractsError('io', `${host} ${problem}: ${pathname}`, { cause });
}
