/** Where the signature of an index stands (section 7). */
export const SIGNATURE_PATH = 'dist/index.signature.json';

/** What a signed index is called within its envelope. */
export const PAYLOAD_TYPE = 'application/vnd.package-contracts.distribution-index+json';

/** The most bytes of an envelope that are read: a payload is small, and so are as many signatures as there are keys. */
export const MOST_ENVELOPE_BYTES = 1_048_576;
