import { createHash } from 'node:crypto';
import { catalogue } from '../../generated/catalogue.ts';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import { runChecks } from '../../report/check.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import { type DistributionModel, NOTHING } from '../documents/distribution-model.ts';
import type { DocumentKind } from '../documents/document-kinds.ts';
import { rowsOf } from '../documents/index-rows.ts';
import { readDocument, readingLimit } from '../documents/read-document.ts';
import { contractRules } from '../documents/rules/contract-rules.ts';
import { indexRules } from '../documents/rules/index-rules.ts';
import { partRules } from '../documents/rules/part-rules.ts';
import { pathRules } from '../documents/rules/path-rules.ts';
import { configRules } from '../gate/rules/config-rules.ts';
import { matrixRules } from '../gate/rules/matrix-rules.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import { emptyIndex, inOrder } from './merge-index.ts';
import { documentText } from './write-sidecars.ts';

export const CONTRACT_PATH = 'docs/distribution-contract.json';

/** What a producer goes by. */
export interface ProducerInputs {
  readonly contract: DistributionContract;
  /** The contract as it was read. */
  readonly contractDocument: DistributionDocument<'contract'>;
  readonly config: OrchestratorConfig;
  readonly configSha256: string;
}

/** Reads contract and configuration; undefined, with findings, where one of them breaks a MUST (section 8). */
export async function readInputs(
  reader: RepositoryReader,
  collector: FindingCollector,
): Promise<ProducerInputs | undefined> {
  const contract = await readInput(reader, 'contract', CONTRACT_PATH, collector);
  if (contract === undefined) return undefined;
  const path = contract.document.value.artifact.release_artifacts.orchestrator.config;
  const config = await readInput(reader, 'orchestrator-config', path, collector);
  if (config === undefined) return undefined;
  const model = { ...NOTHING, contract: contract.document, config: config.document };
  if (refuses(model, CONTRACT_PATH, collector)) return undefined;
  const configSha256 = createHash('sha256').update(config.bytes).digest('hex');
  return {
    contract: contract.document.value,
    contractDocument: contract.document,
    config: config.document.value,
    configSha256,
  };
}

/** The index as it stands, or one without rows; undefined, with findings, where it is not one that a producer wrote. */
export async function readProducedIndex(
  reader: RepositoryReader,
  { contract, contractDocument }: Pick<ProducerInputs, 'contract' | 'contractDocument'>,
  collector: FindingCollector,
): Promise<DistributionIndex | undefined> {
  const member = contract.artifact.distribution_index.canonical;
  if ((await readWhole(reader, member, 0)) === 'absent') return emptyIndex(contract);
  const found = await readInput(reader, 'index', member, collector);
  if (found === undefined) return undefined;
  const { document: index, bytes } = found;
  const indexes = [{ index, rows: rowsOf(index.value) }];
  if (refuses({ ...NOTHING, contract: contractDocument, indexes }, member, collector)) return undefined;
  if (!Buffer.from(documentText(inOrder(index.value))).equals(bytes)) {
    collector.add('distribution/foreign-row', { member });
    return undefined;
  }
  return index.value;
}

interface ReadInput<Kind extends DocumentKind> {
  readonly document: DistributionDocument<Kind>;
  readonly bytes: Uint8Array;
}

async function readInput<Kind extends DocumentKind>(
  reader: RepositoryReader,
  kind: Kind,
  member: string,
  collector: FindingCollector,
): Promise<ReadInput<Kind> | undefined> {
  const bytes = await readWhole(reader, member, readingLimit(kind));
  const own = new FindingCollector(HARDENED);
  if (typeof bytes === 'string') {
    own.add('distribution/missing-document', { member });
  } else {
    const document = readDocument(kind, bytes, own, member);
    if (document !== undefined && own.errorCount === 0) return { document, bytes };
  }
  refuse(own, member, collector);
  return undefined;
}

const RULES = [...partRules, ...contractRules, ...configRules, ...matrixRules, ...indexRules, ...pathRules];

function refuses(model: DistributionModel, member: string, collector: FindingCollector): boolean {
  const own = new FindingCollector(HARDENED);
  runChecks(RULES, model, own);
  return own.errorCount > 0 && refuse(own, member, collector);
}

// One finding, which names the first rule that is broken, and where.
function refuse(own: FindingCollector, document: string, collector: FindingCollector): true {
  const broken = own.findings().find(({ rule }) => catalogue[rule].level === 'MUST');
  const at = broken?.at ?? { member: document };
  collector.add('distribution/producer-input-invalid', at, {
    rule: broken?.rule ?? 'distribution/missing-document',
  });
  return true;
}
