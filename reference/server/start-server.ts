import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { createContractsServer } from './contracts-server.ts';
import { REFERENCE_SERVICES } from './reference-services.ts';

export interface StartServerOptions {
  /** Address or name to listen on: 127.0.0.1 unless given. */
  readonly host?: string;
  /** 0: a free one. */
  readonly port?: number;
  /** Folder whose sub-folders are the projects. */
  readonly projects?: string | undefined;
  /** Milliseconds that requests under way have to end when the server is closed. */
  readonly grace?: number;
  /** Told of every error that a client only sees as 500. */
  readonly onInternalError?: (error: unknown) => void;
}

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8790`. */
  readonly url: string;
  /** Stops taking requests, gives those under way some seconds to end, and resolves when all is closed. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 8790;
const GRACE = 5_000;

/** Serves the reference over HTTP. Throws ContractsError `io` when the address cannot be listened on. */
export async function startServer(options: StartServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', port = DEFAULT_PORT, projects, grace = GRACE, onInternalError } = options;
  const server = createContractsServer({
    services: REFERENCE_SERVICES,
    projects,
    allowedHosts: [host],
    ...(onInternalError === undefined ? {} : { onInternalError }),
  });
  const listening = once(server, 'listening');
  server.listen(port, host);
  try {
    await listening;
  } catch (cause) {
    throw new ContractsError('io', `cannot listen on ${host} port ${port}: ${systemCode(cause)}`, { cause });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new ContractsError('internal', 'no address to listen on');
  return {
    url: `http://${isIPv6(address.address) ? `[${address.address}]` : address.address}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(timer);
    },
  };
}
