import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPENAPI } from '../generated/openapi.ts';
import { createContractsServer } from './contracts-server.ts';
import { HttpProblem } from './http-problem.ts';
import { REFERENCE_SERVICES } from './reference-services.ts';
import type { ServerServices } from './server-services.ts';

// Every status that the document promises is asked for once, of a server that runs, and every header and body of the
// answer is held against the document. What the document does not list makes the last test fail.

interface HeaderObject {
  readonly $ref?: string;
  readonly required?: boolean;
  readonly schema: object;
}

interface ResponseObject {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, HeaderObject>>;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Change = Partial<ServerServices> | 'busy' | undefined;
type Case = readonly [method: string, path: string, target: string, status: number, sent: Sent, change?: Change];
interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const FINDING = {
  rule: 'report/other-contract',
  severity: 'error',
  at: {},
  details: {},
  message: 'this is one, not another',
  remedy: 'Take another.',
} as const;
const EXPORT = '/api/projects/{name}/export';
const FOREIGN = { headers: { host: 'evil.example' } };
const FAILING: Partial<ServerServices> = {
  validate: () => Promise.reject(new Error('x')),
  exportProject: () => Promise.reject(new Error('x')),
  assets: () => Promise.reject(new Error('x')),
};
const PRODUCING: Partial<ServerServices> = {
  async exportProject({ out }) {
    writeFileSync(out, 'PK');
    return { produced: true };
  },
};
const REFUSING: Partial<ServerServices> = { exportProject: async () => ({ produced: false, findings: [FINDING] }) };

const ASSETS = '/api/assets/{name}/{operation}';
const failingWith = (problem: HttpProblem): Partial<ServerServices> => ({ assets: () => Promise.reject(problem) });

const CASES: readonly Case[] = [
  ['post', ASSETS, '/api/assets/own/init', 200, {}],
  ['post', ASSETS, '/api/assets/own/list', 200, { body: '{"events": true}' }],
  ['post', ASSETS, '/api/assets/a.b/list', 400, {}],
  ['post', ASSETS, '/api/assets/own/list', 400, { body: '{"listen": true}' }],
  ['post', ASSETS, '/api/assets/own/list', 403, FOREIGN],
  ['post', ASSETS, '/api/assets/absent/list', 404, {}],
  ['post', ASSETS, '/api/assets/own/purge', 404, {}],
  [
    'post',
    ASSETS,
    '/api/assets/own/build',
    409,
    {},
    failingWith(new HttpProblem(409, 'x', { code: 'workspace_busy' })),
  ],
  ['post', ASSETS, '/api/assets/own/list', 413, { body: 'x'.repeat(1001) }],
  ['post', ASSETS, '/api/assets/own/list', 500, {}, FAILING],
  ['post', ASSETS, '/api/assets/own/list', 503, {}, 'busy'],
  ['post', EXPORT, '/api/projects/own/export', 200, {}, PRODUCING],
  ['post', EXPORT, '/api/projects/a.b/export', 400, {}],
  ['post', EXPORT, '/api/projects/own/export', 400, {}, REFUSING],
  ['post', EXPORT, '/api/projects/own/export', 403, FOREIGN],
  ['post', EXPORT, '/api/projects/absent/export', 404, {}],
  ['post', EXPORT, '/api/projects/imported/export', 409, {}],
  ['post', EXPORT, '/api/projects/own/export', 500, {}, FAILING],
  ['post', EXPORT, '/api/projects/own/export', 503, {}, 'busy'],
  ['post', '/api/validate', '/api/validate?name=a.json', 200, { body: '{}' }],
  ['post', '/api/validate', '/api/validate?name=a.json', 200, { body: '{"a":1,"a":2}' }],
  ['post', '/api/validate', '/api/validate?name=a.json&contract=anpkg@1', 200, { body: '{}' }],
  ['post', '/api/validate', '/api/validate?contract=none@1', 400, { body: '{}' }],
  ['post', '/api/validate', '/api/validate', 403, FOREIGN],
  ['post', '/api/validate', '/api/validate/', 404, {}],
  ['post', '/api/validate', '/api/validate', 413, { body: 'x'.repeat(1001) }],
  ['post', '/api/validate', '/api/validate', 500, { body: '{}' }, FAILING],
  ['post', '/api/validate', '/api/validate', 503, { body: '{}' }, 'busy'],
  ['get', '/api/contracts', '/api/contracts', 200, {}],
  ['get', '/api/contracts', '/api/contracts', 403, FOREIGN],
  ['get', '/api/contracts', '/api/contracts/', 404, {}],
  ['get', '/api/openapi.json', '/api/openapi.json', 200, {}],
  ['get', '/api/openapi.json', '/api/openapi.json', 403, FOREIGN],
  ['get', '/api/openapi.json', '/api/openapi.json/', 404, {}],
];

const openapi = JSON.parse(OPENAPI);
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openapi, 'openapi');

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openapi-test-'));
  for (const [name, authored] of [
    ['own', true],
    ['imported', false],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'workbench.json'), JSON.stringify({ authored }));
  }
});

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  rmSync(folder, { recursive: true, force: true });
});

async function ask(method: string, target: string, sent: Sent, change: Change): Promise<Answer> {
  server = createContractsServer({
    services: change === 'busy' || change === undefined ? REFERENCE_SERVICES : { ...REFERENCE_SERVICES, ...change },
    projects: folder,
    limits: { uploadBytes: 1000, bodyBytes: 1000, concurrent: change === 'busy' ? 0 : 1 },
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      method: method.toUpperCase(),
      path: target,
      headers: { ...sent.headers },
    };
    const request = httpRequest(options, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end(sent.body);
  });
}

/** JSON pointer of the object, a reference inside of the document followed once. */
function follow(pointer: string): string {
  const found = at(pointer);
  return typeof found === 'object' && found !== null && '$ref' in found ? String(found.$ref).slice(1) : pointer;
}

function at(pointer: string): unknown {
  let value: unknown = openapi;
  for (const token of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}

function toToken(token: string): string {
  return encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function errorsAgainst(pointer: string, value: unknown): unknown {
  const validate = ajv.getSchema(`openapi#${pointer}`);
  if (validate === undefined) throw new Error(`no schema at ${pointer}`);
  return validate(value) ? [] : validate.errors;
}

describe('the OpenAPI document', () => {
  it('is valid by the OpenAPI 3.1 schema', async () => {
    expect(await new Validator().validate(JSON.parse(OPENAPI))).toEqual({ valid: true });
  });

  it.each(
    CASES.map(([method, path, target, status, sent, change]) => ({ method, path, target, status, sent, change })),
  )('$method $path, asked as $target, answers $status', async ({ method, path, target, status, sent, change }) => {
    const answer = await ask(method, target, sent, change);
    expect(answer.status).toBe(status);
    const pointer = follow(`/paths/${toToken(path)}/${method}/responses/${status}`);
    const described = at(pointer) as ResponseObject;
    for (const [name, header] of Object.entries(described.headers ?? {})) {
      const headerPointer = header.$ref?.slice(1) ?? `${pointer}/headers/${name}`;
      const value = answer.headers[name.toLowerCase()];
      const schema = at(`${headerPointer}/schema`) as { readonly type?: string };
      expect(errorsAgainst(`${headerPointer}/schema`, schema.type === 'integer' ? Number(value) : value)).toEqual([]);
    }
    const media = answer.headers['content-type'] ?? '';
    const content = described.content?.[media];
    expect(content, media).toBeDefined();
    if (content?.schema === undefined) return;
    expect(errorsAgainst(`${pointer}/content/${toToken(media)}/schema`, JSON.parse(answer.body))).toEqual([]);
  });

  it('promises no status that is not asked for above', () => {
    const promised = Object.entries(openapi.paths as Record<string, Record<string, { responses: object }>>).flatMap(
      ([path, operations]) =>
        Object.entries(operations).flatMap(([method, { responses }]) =>
          Object.keys(responses).map((status) => `${method} ${path} ${status}`),
        ),
    );
    const asked = new Set(CASES.map(([method, path, , status]) => `${method} ${path} ${status}`));
    expect([...asked].sort()).toEqual(promised.sort());
  });
});
