import { join } from 'node:path';
import { tolerate } from '../../archive/publish-steps.ts';
import { digestCanonicalJson } from '../../document/canonical-digest.ts';
import { isJsonObject, type JsonValue } from '../../document/parsed-document.ts';
import { LIMITS } from '../../generated/limits.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { summariseAsset } from './asset-summary.ts';
import { isAcceptable, openRegistry, writeDocument, writeRegistry } from './change-registry.ts';
import { checkJoining } from './check-joining.ts';
import { DECLARATION_KIND } from './declaration.ts';
import { greatestGivenId } from './given-ids.ts';
import { assertNewRoot, judgeNewAsset, openNewRoot } from './new-asset.ts';
import { changeProject, isBlocked, type Operation, type PackerRequest } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { withAsset } from './registry.ts';
import { dropEmptyStages } from './stray-stages.ts';
import { parseWorkspaceDocument, readWorkspaceDocument } from './workspace-document.ts';
import { ASSETS, DECLARATION, declarationPath, REGISTRY } from './workspace-layout.ts';

export interface RegisterOptions {
  /** Path of the asset's folder, from `assets/`. It has to be there, with the inputs in it. */
  readonly root: string;
  /** What the asset declares beside its UUID, which is drawn. It is judged like any other declaration. */
  readonly declaration: Declared;
  readonly included: boolean;
}

/** Members of a declaration, from wherever they come. */
export type Declared = Readonly<Record<string, unknown>>;

/**
 * `register`: writes the declaration of a new asset and registers it with the next id. Where an earlier run was killed
 * in between, the declaration that it has written is taken.
 * Throws ContractsError `usage` for a root that is none, is registered, or has another declaration.
 */
export function registerAsset(
  request: PackerRequest,
  { root, declaration, included }: RegisterOptions,
): Promise<OperationResult> {
  return changeProject('register', request, async (operation) => {
    const { project, system, emit } = operation;
    const registry = openRegistry(operation, greatestGivenId(operation.project));
    if (registry === undefined) return NOTHING_CHANGED;
    const folder = openNewRoot(project, root);
    assertNewRoot(registry, root);
    assertShallow(declaration);
    const drawn = toUuid(operation.draw(16));
    const wanted = { ...declaration, asset_uuid: drawn };
    const standing = readStanding(operation, root, wanted);
    const text = standing?.text ?? toText(wanted);
    const asset_uuid = standing?.uuid ?? drawn;
    const { registry: planned, assetId } = withAsset(registry, { asset_uuid, root, included_in_build: included });
    const registered = { asset_id: assetId, asset_uuid, root, included_in_build: included };
    const asset = judgeNewAsset(operation, { folder, bytes: Buffer.from(text), registered });
    if (asset === undefined || isBlocked(operation) || !isAcceptable(operation, planned)) return NOTHING_CHANGED;
    if (included) checkJoining(operation, asset);
    if (isBlocked(operation)) return NOTHING_CHANGED;
    if (standing === undefined) await writeDocument(folder, DECLARATION, text, system);
    else dropEmptyStages(operation, [`${ASSETS}/${root}`]);
    try {
      await writeRegistry(operation, planned);
    } catch (error) {
      if (standing === undefined) tolerate(() => system.remove(join(folder, DECLARATION)));
      throw error;
    }
    emit('action_applied', `asset ${assetId} was registered`, { affected_assets: [assetId] });
    const written = standing === undefined ? [declarationPath(root), REGISTRY] : [REGISTRY];
    return {
      applied: true,
      changes: written.map((path) => ({ action: 'write', path }) as const),
      asset: summariseAsset(asset),
    };
  });
}

/** A UUID of version 4 (RFC 9562) from sixteen random bytes in hex. */
export function toUuid(hex: string): string {
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** A declaration that stands at the root already; one that is not the wanted one is somebody else's. */
function readStanding(
  { project }: Operation,
  root: string,
  wanted: Declared,
): { readonly text: string; readonly uuid: string } | undefined {
  const ignored = new FindingCollector(HARDENED);
  const standing = readWorkspaceDocument(project, declarationPath(root), DECLARATION_KIND, ignored);
  if (standing.state === 'missing') return undefined;
  if (standing.state === 'read') {
    const text = toText(wanted);
    const planned = parseWorkspaceDocument(Buffer.from(text), '', DECLARATION_KIND, ignored);
    const isSame =
      planned.state === 'read' && sameButUuid(planned.document.value) === sameButUuid(standing.document.value);
    if (isSame) return { text: Buffer.from(standing.bytes).toString(), uuid: standing.value.asset_uuid };
  }
  throw new ContractsError('usage', `the root ${root} has a declaration already`, {
    remediation: 'Adopt the folder with its declaration, or take asset.json away first.',
  });
}

function sameButUuid(declaration: JsonValue): string {
  return digestCanonicalJson(isJsonObject(declaration) ? { ...declaration, asset_uuid: '' } : declaration);
}

// What is nested more deeply can be no document, and neither be written as one.
function assertShallow(declaration: Declared): void {
  const limit = LIMITS['json.nesting'].value;
  let level: readonly unknown[] = [declaration];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit + 1) throw new ContractsError('usage', `a declaration is nested in ${limit} levels at most`);
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
}

const ORDER = ['schema_version', 'asset_uuid', 'name', 'type', 'inputs', 'output', 'preload', 'build'];

// What the schema does not know comes last, and is refused.
function toText(declared: Declared): string {
  const whole: Declared = { ...declared, schema_version: 1 };
  const names = [...ORDER, ...Object.keys(whole).filter((name) => !ORDER.includes(name))];
  const ordered = names.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]] as const]));
  return `${JSON.stringify(Object.fromEntries(ordered), undefined, 2)}\n`;
}
