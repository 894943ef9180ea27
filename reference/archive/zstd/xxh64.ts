/** XXH64 takes in so many bytes at once, eight in each of its four lanes. */
const STRIPE_BYTES = 32;
const LANES = 4;

const PRIME_1 = 0x9e3779b185ebca87n;
const PRIME_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME_3 = 0x165667b19e3779f9n;
const PRIME_4 = 0x85ebca77c2b2ae63n;
const PRIME_5 = 0x27d4eb2f165667c5n;

// The halves of the first two primes, for the one loop that runs over all bytes.
const P1_LOW = 0x85ebca87;
const P1_HIGH = 0x9e3779b1;
const P2_LOW = 0x27d4eb4f;
const P2_HIGH = 0xc2b2ae3d;

/**
 * XXH64 with seed 0, over bytes that come in pieces. The lanes are held in halves of 32 bits: with BigInt the loop over
 * all bytes would take many times as long; what is left at the end is so little that it may.
 */
export class Xxh64 {
  /** Lower and upper half of each lane. */
  readonly #lanes: Int32Array = Int32Array.from(
    [PRIME_1 + PRIME_2, PRIME_2, 0n, -PRIME_1].flatMap((lane) => [
      Number(BigInt.asIntN(32, lane)),
      Number(BigInt.asIntN(32, lane >> 32n)),
    ]),
  );
  readonly #stripe: Buffer = Buffer.alloc(STRIPE_BYTES);
  #filled = 0;
  #length = 0;

  update(bytes: Buffer): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#filled > 0) {
      at = bytes.copy(this.#stripe, this.#filled);
      this.#filled += at;
      if (this.#filled < STRIPE_BYTES) return;
      this.#take(this.#stripe, 0, STRIPE_BYTES);
    }
    const stop = bytes.length - ((bytes.length - at) % STRIPE_BYTES);
    this.#take(bytes, at, stop);
    this.#filled = bytes.copy(this.#stripe, 0, stop);
  }

  /** The lower four bytes of the digest. */
  digestLow(): number {
    return Number(BigInt.asUintN(32, this.#digest()));
  }

  /** For each lane: lane = rotate(lane + input * prime 2, 31) * prime 1. */
  #take(bytes: Buffer, start: number, stop: number): void {
    const lanes = this.#lanes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let lane = 0; lane < LANES; lane += 1) {
      let low = lanes[lane * 2] ?? 0;
      let high = lanes[lane * 2 + 1] ?? 0;
      for (let at = start + lane * 8; at < stop; at += STRIPE_BYTES) {
        const inLow = view.getInt32(at, true);
        const inHigh = view.getInt32(at + 4, true);
        const addLow = Math.imul(inLow, P2_LOW);
        const addHigh = upperHalf(inLow, P2_LOW) + Math.imul(inLow, P2_HIGH) + Math.imul(inHigh, P2_LOW);
        const sumLow = (low >>> 0) + (addLow >>> 0);
        const sumHigh = (high + addHigh + (sumLow > 0xffffffff ? 1 : 0)) | 0;
        const rotatedLow = (sumLow << 31) | (sumHigh >>> 1);
        const rotatedHigh = (sumHigh << 31) | ((sumLow | 0) >>> 1);
        low = Math.imul(rotatedLow, P1_LOW);
        high = (upperHalf(rotatedLow, P1_LOW) + Math.imul(rotatedLow, P1_HIGH) + Math.imul(rotatedHigh, P1_LOW)) | 0;
      }
      lanes[lane * 2] = low;
      lanes[lane * 2 + 1] = high;
    }
  }

  #digest(): bigint {
    let hash = this.#length < STRIPE_BYTES ? PRIME_5 : this.#mergeLanes();
    hash = wrap(hash + BigInt(this.#length));
    const rest = this.#stripe.subarray(0, this.#filled);
    let at = 0;
    for (; at + 8 <= rest.length; at += 8) {
      hash = wrap(rotate(hash ^ round(0n, rest.readBigUInt64LE(at)), 27n) * PRIME_1 + PRIME_4);
    }
    if (at + 4 <= rest.length) {
      hash = wrap(rotate(hash ^ wrap(BigInt(rest.readUInt32LE(at)) * PRIME_1), 23n) * PRIME_2 + PRIME_3);
      at += 4;
    }
    for (const byte of rest.subarray(at)) hash = wrap(rotate(hash ^ wrap(BigInt(byte) * PRIME_5), 11n) * PRIME_1);
    hash = wrap((hash ^ (hash >> 33n)) * PRIME_2);
    hash = wrap((hash ^ (hash >> 29n)) * PRIME_3);
    return hash ^ (hash >> 32n);
  }

  #mergeLanes(): bigint {
    const lanes = [0, 1, 2, 3].map((lane) => {
      const [low = 0, high = 0] = this.#lanes.subarray(lane * 2, lane * 2 + 2);
      return BigInt(low >>> 0) + (BigInt(high >>> 0) << 32n);
    });
    const turned = lanes.map((lane, index) => rotate(lane, [1n, 7n, 12n, 18n][index] ?? 0n));
    let hash = wrap(turned.reduce((sum, lane) => sum + lane, 0n));
    for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4);
    return hash;
  }
}

/** The upper 32 bits of the product of two numbers of 32 bits. */
function upperHalf(one: number, other: number): number {
  const oneLow = one & 0xffff;
  const oneHigh = one >>> 16;
  const otherLow = other & 0xffff;
  const otherHigh = other >>> 16;
  const middle = (Math.imul(oneHigh, otherLow) >>> 0) + (Math.imul(oneLow, otherLow) >>> 16);
  const cross = (Math.imul(oneLow, otherHigh) >>> 0) + (middle & 0xffff);
  return (Math.imul(oneHigh, otherHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return wrap((value << bits) | (value >> (64n - bits)));
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(lane + input * PRIME_2), 31n) * PRIME_1);
}
