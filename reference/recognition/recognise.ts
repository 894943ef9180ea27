import type { Artifact } from '../archive/artifact.ts';
import type { Finding } from '../report/finding.ts';
import { type ContentGlance, glanceAt } from './content-glance.ts';
import { findContract, REGISTRY, type RegisteredContract } from './registry.ts';

/** Which contract an artifact is judged as, and what is wrong with the choice. */
export interface Recognition {
  /** Absent where nothing was recognised, or where the artifact is of a contract that was not asked for. */
  readonly contract?: RegisteredContract;
  /** Findings of the choice itself: `report/…` rules. */
  readonly findings: readonly Finding[];
}

/**
 * Recognises an artifact by its content. `insist` is the contract that the caller demands: the maker of a file must
 * not be the one who chooses its validator (interfaces, Recognition).
 * Throws ContractsError `usage` for an unknown contract.
 */
export function recognise(artifact: Artifact, insist?: string): Recognition {
  const demanded = insist === undefined ? undefined : findContract(insist);
  const glance = glanceAt(artifact);
  const candidates = candidatesOf(glance);
  const ambiguous = candidates.length > 1 ? [ambiguity(candidates)] : [];
  if (demanded !== undefined) {
    if (accepts(demanded, candidates, artifact)) return { contract: demanded, findings: ambiguous };
    const actual = candidates[0]?.contract ?? 'of no contract that is known';
    const details = { expected: demanded.contract, actual };
    return { findings: [{ rule: 'report/other-contract', at: {}, details }, ...ambiguous] };
  }
  if (ambiguous.length > 0) return { findings: ambiguous };
  return byContentAndName(candidates[0], claimedBy(artifact.name), artifact);
}

// A syntax is asked for only where no package is recognised: an anpkg is not "also a zip".
function candidatesOf(glance: ContentGlance): readonly RegisteredContract[] {
  const all = REGISTRY.filter((entry) => entry.recognises(glance));
  const packages = all.filter((entry) => entry.tier === 'package');
  const containers = new Set(packages.map((entry) => entry.container));
  return all.filter((entry) => entry.tier === 'package' || !containers.has(entry.contract));
}

// What is in the container of the demanded contract is judged as that contract, whose findings say what it lacks.
function accepts(demanded: RegisteredContract, candidates: readonly RegisteredContract[], artifact: Artifact): boolean {
  if (artifact.kind === 'folder') return demanded.tier === 'package' && candidates.every((one) => one === demanded);
  if (candidates.length === 0) return true;
  return (
    candidates.some(
      (one) => one === demanded || one.contract === demanded.container || one.container === demanded.contract,
    ) ||
    (isText(demanded) && candidates.every(isText))
  );
}

function byContentAndName(
  content: RegisteredContract | undefined,
  claimed: RegisteredContract | undefined,
  artifact: Artifact,
): Recognition {
  if (artifact.kind === 'folder' || claimed === undefined) {
    return content === undefined ? { findings: [unrecognised()] } : { contract: content, findings: [] };
  }
  // Content that shows no sign of any contract is judged as what its name claims, which then says what is wrong.
  if (content === undefined) return { contract: claimed, findings: [] };
  if (content === claimed || content.container === claimed.contract) return { contract: content, findings: [] };
  // The right container without the claimed content: the claimed contract says what is missing.
  if (claimed.container === content.contract) return { contract: claimed, findings: [] };
  // JSON is also YAML, and broken JSON may look like YAML: among texts the name decides.
  if (isText(content) && isText(claimed)) return { contract: claimed, findings: [] };
  const details = { claimed: claimed.contract, actual: content.contract, mark: claimed.mark };
  return {
    contract: content,
    findings: [{ rule: 'report/name-claims-other-contract', at: {}, details }],
  };
}

function claimedBy(name: string): RegisteredContract | undefined {
  const lower = name.toLowerCase();
  return REGISTRY.find((entry) => entry.extensions.some((extension) => lower.endsWith(extension)));
}

function isText(entry: RegisteredContract): boolean {
  return entry.contract === 'strict-json@1' || entry.contract === 'strict-yaml@1';
}

function ambiguity(candidates: readonly RegisteredContract[]): Finding {
  return { rule: 'report/ambiguous-contract', at: {}, details: { contracts: candidates.map((one) => one.contract) } };
}

function unrecognised(): Finding {
  return { rule: 'report/unrecognised', at: {}, details: {} };
}
