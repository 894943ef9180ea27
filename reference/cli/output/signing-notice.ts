import { isSignatureOutdated } from '../../distribution/authenticity/signature-state.ts';
import type { Edge } from '../edge.ts';

const NOTICE = `the index is not the one that was signed, and whoever insists on a signature refuses it
  Sign it: package-contracts distribution sign-index REPOSITORY --key FILE --expires MOMENT
`;

/** Tells on standard error, behind a change of an index, that it has to be signed anew. */
export async function tellOfSignature(root: string, edge: Edge): Promise<void> {
  if (await isSignatureOutdated(root)) edge.stderr.write(NOTICE);
}
