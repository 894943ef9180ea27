/** How long a server may take, in milliseconds, and how much it may send. */
export interface TransferLimits {
  /** Until a connection stands, TLS included. */
  readonly connect: number;
  /** Without a byte from the server. */
  readonly idle: number;
  /** For one file, from the first attempt to its last byte. */
  readonly total: number;
  /** Bytes of a file of which nothing says how large it is. */
  readonly size: number;
}

export const TRANSFER_LIMITS: TransferLimits = {
  connect: 10_000,
  idle: 30_000,
  total: 300_000,
  size: 8 * 1024 ** 3,
};
