import type { ServerResponse } from 'node:http';
import { maskCredentials } from '../report/mask-credentials.ts';
import { HttpProblem } from './http-problem.ts';

/** Headers of every answer. There is no CORS header: no other site may read what the server says. */
const ALWAYS = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' } as const;

/** Ends the response with a JSON text. */
export function answerJson(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, { ...ALWAYS, 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}

/** Ends the response with `{"error": text, "code"?, "findings"?}`; anything but an HttpProblem says nothing of itself. */
export function answerProblem(response: ServerResponse, error: unknown): void {
  const problem = error instanceof HttpProblem ? error : new HttpProblem(500, 'Internal error');
  if (problem.status === 503) response.setHeader('Retry-After', '1');
  const { message, code, findings } = problem;
  answerJson(response, problem.status, `${JSON.stringify({ error: maskCredentials(message), code, findings })}\n`);
}

/** Head of a package that follows as the response's body. */
export function beginPackage(response: ServerResponse, name: string, size: number): void {
  response.writeHead(200, {
    ...ALWAYS,
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="${name}.anpkg"`,
    'Content-Length': size,
  });
}
