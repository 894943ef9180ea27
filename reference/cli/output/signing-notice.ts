import { isSignatureOutdated } from '../../distribution/authenticity/signature-state.ts';
import { readContract } from '../../distribution/resolve/find-index.ts';
import { folderReader } from '../../distribution/resolve/folder-reader.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { Edge } from '../edge.ts';

const NOTICE = `the index is not the one that was signed, and whoever insists on a signature refuses it
  Sign it: package-contracts distribution sign-index REPOSITORY --key FILE --expires MOMENT
`;

/** Tells on standard error, behind a change of an index, that it has to be signed anew. */
export async function tellOfSignature(root: string, edge: Edge): Promise<void> {
  const reader = folderReader(root);
  const contract = await readContract(reader, new FindingCollector(HARDENED));
  if (contract === undefined) return;
  const { canonical } = contract.value.artifact.distribution_index;
  if (await isSignatureOutdated(reader, canonical)) edge.stderr.write(NOTICE);
}
