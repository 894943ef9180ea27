import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OPENAPI } from '../generated/openapi.ts';
import { answerJson, answerProblem, beginPackage } from './answer.ts';
import { isAssetsOperation, parseAssetsBody } from './assets-request.ts';
import { answerClientError } from './client-error.ts';
import { type ConcurrencyGate, concurrencyGate } from './concurrency-gate.ts';
import { CONTRACTS_DOCUMENT } from './contracts-document.ts';
import { findProject, findProjectFolder } from './find-project.ts';
import { assertOneHost, assertTrustedSender } from './host-guard.ts';
import { HttpProblem, notFound } from './http-problem.ts';
import { withPrivateFolder } from './private-folder.ts';
import { receiveSmallBody, receiveUpload } from './receive-upload.ts';
import { SERVER_LIMITS, type ServerLimits } from './server-limits.ts';
import type { ServerServices } from './server-services.ts';
import { parseValidateQuery } from './validate-query.ts';

export interface ContractsServerOptions {
  readonly services: ServerServices;
  /** Folder whose sub-folders are the projects; without it, no project is found. */
  readonly projects?: string | undefined;
  /** Host names to answer to, beside `localhost` and addresses. */
  readonly allowedHosts?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
  /** Told of every error that the client only sees as 500. */
  readonly onInternalError?: (error: unknown) => void;
}

/** One request under way. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: string;
  /** Says `100 Continue` to a client that asked first. */
  readonly accept: () => void;
}

interface Context {
  readonly options: ContractsServerOptions;
  readonly limits: ServerLimits;
  readonly gate: ConcurrencyGate;
  readonly allowedNames: ReadonlySet<string>;
}

type Handler = (exchange: Exchange, context: Context) => Promise<void>;

const ROUTES: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /api/contracts', async ({ response }) => answerJson(response, 200, CONTRACTS_DOCUMENT)],
  ['GET /api/openapi.json', async ({ response }) => answerJson(response, 200, OPENAPI)],
  ['POST /api/validate', validateUpload],
]);

/**
 * The HTTP server over the reference, not yet listening. Every request ends in the status codes and bodies of
 * `contracts/interfaces/v1/openapi.json`.
 */
export function createContractsServer(options: ContractsServerOptions): Server {
  const limits = { ...SERVER_LIMITS, ...options.limits };
  const context: Context = {
    options,
    limits,
    gate: concurrencyGate(limits.concurrent),
    allowedNames: new Set((options.allowedHosts ?? []).map((name) => name.toLowerCase())),
  };
  const server = createServer({
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
    connectionsCheckingInterval: Math.min(limits.headersTimeout, 5_000),
    // A missing Host gets our own JSON answer.
    requireHostHeader: false,
  });
  server.maxConnections = limits.connections;
  server.on('request', (request, response) => serve(request, response, () => {}));
  server.on('checkContinue', (request, response) => serve(request, response, () => response.writeContinue()));
  server.on('clientError', answerClientError);
  return server;

  function serve(request: IncomingMessage, response: ServerResponse, accept: () => void): void {
    const [path = '', query = ''] = splitTarget(request.url ?? '');
    answer({ request, response, query, accept }, path, context).catch((error: unknown) => {
      if (!(error instanceof HttpProblem) && !request.destroyed) options.onInternalError?.(error);
      if (response.headersSent) response.destroy();
      else answerProblem(response, error);
      leaveUnreadBody(request);
    });
  }
}

async function answer(exchange: Exchange, path: string, context: Context): Promise<void> {
  const { method = '', headers, rawHeaders, httpVersion } = exchange.request;
  if (headers.host === undefined && httpVersion === '1.1') throw new HttpProblem(400, 'Host header missing');
  assertOneHost(rawHeaders);
  assertTrustedSender(headers, context.allowedNames);
  const project = /^\/api\/projects\/([^/]+)\/export$/.exec(path)?.[1];
  if (method === 'POST' && project !== undefined) return exportProject(exchange, project, context);
  const [, owner, operation] = /^\/api\/assets\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
  if (method === 'POST' && owner !== undefined && operation !== undefined && isAssetsOperation(operation)) {
    return runOnAssets(exchange, { name: owner, operation }, context);
  }
  const handler = ROUTES.get(`${method} ${path}`);
  if (handler === undefined) throw notFound();
  return handler(exchange, context);
}

async function exportProject({ response }: Exchange, name: string, { options, gate }: Context): Promise<void> {
  const project = await findProject(options.projects, name);
  await gate(() =>
    withPrivateFolder(async (folder) => {
      const out = join(folder, `${name}.anpkg`);
      const result = await options.services.exportProject({ project, out });
      if (!result.produced) {
        throw new HttpProblem(400, 'The project cannot be exported', { findings: result.findings });
      }
      beginPackage(response, name, (await stat(out)).size);
      await pipeline(createReadStream(out), response);
    }),
  );
}

async function runOnAssets(
  { request, response, accept }: Exchange,
  { name, operation }: { readonly name: string; readonly operation: string },
  { options, limits, gate }: Context,
): Promise<void> {
  const project = await findProjectFolder(options.projects, name);
  // Ahead of the gate: who is slow to say what it wants keeps nobody else from working.
  const body = parseAssetsBody(operation, await receiveSmallBody(request, { maximum: limits.bodyBytes, accept }));
  const result = await gate(() => options.services.assets({ project, name, operation, body }));
  answerJson(response, 200, result);
}

async function validateUpload(exchange: Exchange, { options, limits, gate }: Context): Promise<void> {
  const { request, response, query, accept } = exchange;
  const { name, contract, profile } = parseValidateQuery(query, options.services.contracts);
  const report = await gate(() =>
    withPrivateFolder(async (folder) => {
      const file = join(folder, 'upload');
      await receiveUpload(request, { file, maximum: limits.uploadBytes, accept });
      return options.services.validate({ file, name, contract, profile });
    }),
  );
  answerJson(response, 200, report);
}

// The target is not decoded: `/api/projects/%61/export` names the project `%61`, which no project can be called.
function splitTarget(target: string): readonly string[] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target] : [target.slice(0, mark), target.slice(mark + 1)];
}

const LINGER = 5_000;

/** Reads and drops what the client still sends for a moment, so that it gets to see the answer, then closes. */
function leaveUnreadBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER);
  timer.unref();
  request.on('close', () => clearTimeout(timer));
}
