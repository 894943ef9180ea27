/** What the server spends on its clients. Bytes and milliseconds. */
export interface ServerLimits {
  /** Largest upload to `/api/validate`. */
  readonly uploadBytes: number;
  /** Largest body of a request that is JSON. */
  readonly bodyBytes: number;
  /** Uploads, validations and exports at the same moment; one more is answered with 503. */
  readonly concurrent: number;
  readonly headersTimeout: number;
  /** For a whole request, its body included. */
  readonly requestTimeout: number;
  readonly connections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  uploadBytes: 1024 * 1024 * 1024,
  bodyBytes: 1024 * 1024,
  concurrent: 4,
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  connections: 64,
};
