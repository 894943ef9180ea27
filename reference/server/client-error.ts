import type { Duplex } from 'node:stream';

const ANSWERS: Readonly<Record<string, readonly [string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'Request headers too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'Request took too long'],
};

/** Time for the client to see the answer. */
const LINGER = 1_000;

/** Answers bytes that are no HTTP request, or one that never ends, and closes the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = ANSWERS[error.code ?? ''] ?? ['400 Bad Request', 'Bad request'];
  // The server keeps its side open until the client closes its own, which one that means ill never does.
  const timer = setTimeout(() => socket.destroy(), LINGER);
  timer.unref();
  socket.on('close', () => clearTimeout(timer));
  const body = `${JSON.stringify({ error: message })}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n` +
      `Cache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
