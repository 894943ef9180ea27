import type { AssetDetails, AssetSummary, Change, OperationResult } from '../../assets-pa/packer/index.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import type { Paint } from '../../report/render/paint.ts';
import { tableLines, toTable } from '../../report/render/table.ts';
import { count, renderFinding } from '../../report/render/text.ts';
import { toVisible } from '../../report/visible-text.ts';

/** A result of the packer for people. */
export function toAssetsText(result: OperationResult, paint: Paint): string {
  const { assets, details, build, changes, findings, truncated, fixable = [] } = result;
  return [
    ...findings.map((finding) => renderFinding(finding, new Map(), paint)),
    truncated ? `  ${paint('faint', 'there are more findings than a result holds')}\n` : '',
    assets === undefined ? '' : toAssetTable(assets),
    details === undefined ? '' : toDetailLines(details),
    ...(build === undefined ? changes : []).map((change) => `  ${toChangeLine(change)}\n`),
    ...(build?.outputs ?? []).map(({ path, size, sha256 }) => `  ${show(path)} (${size} bytes, SHA-256 ${sha256})\n`),
    fixable.length === 0 ? '' : `${fixable.length} of the rules can be mended with --fix: ${fixable.join(', ')}\n`,
    `${toLastLine(result, paint)}\n`,
  ].join('');
}

function toLastLine(result: OperationResult, paint: Paint): string {
  const { operation, effect, outcome, applied, changes, asset, assets, details, build, findings } = result;
  if (outcome === 'failed') return paint('error', `${operation} failed; nothing is half done`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const counted = `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
  if (outcome === 'blocked') {
    return paint('error', `${operation} is blocked: ${counted}${effect === 'read' ? '' : '; nothing was changed'}`);
  }
  if (build !== undefined) {
    const what = `${count(build.assets, 'asset')}, ${build.preloaded} preloaded, ${build.cache.hits} unchanged`;
    return paint('good', `${build.changed ? 'built' : 'up to date'}: ${what}`);
  }
  if (assets !== undefined) return count(assets.length, 'registered asset');
  if (details !== undefined) return paint('good', `nothing blocks a build of asset ${details.asset_id}`);
  if (operation === 'doctor') return paint('good', `nothing blocks a build: ${counted}`);
  const id = asset === undefined ? '' : ` asset ${asset.asset_id}`;
  if (applied) return paint('good', `${operation}${id}: done`);
  return changes.length > 0
    ? `${operation}${id}: a preview; --apply carries it out`
    : `${operation}${id}: nothing to do`;
}

function toAssetTable(assets: readonly AssetSummary[]): string {
  if (assets.length === 0) return '';
  const head = ['id', 'name', 'bank', 'size', 'root', 'state'];
  const rows = assets.map(({ asset_id, name, bank_type, size, root, included_in_build, preload }) => [
    asset_id,
    show(name ?? '?'),
    show(bank_type ?? '?'),
    size ?? '?',
    show(root),
    included_in_build ? (preload === true ? 'preloaded' : 'included') : 'excluded',
  ]);
  return toTable([head, ...rows]);
}

function toDetailLines({ inputs, metadata, ...details }: AssetDetails): string {
  const lines = Object.entries(details).map(([name, value]) => [name, show(String(value))] as const);
  const files = inputs.map(
    ({ role, path, size }) => [`input ${show(role)}`, `${show(path)} (${size ?? 'no'} bytes)`] as const,
  );
  const more = metadata === undefined ? [] : [['metadata', show(JSON.stringify(metadata))] as const];
  const rows = [...lines, ...files, ...more];
  return [
    ...tableLines(
      rows,
      ([name]) => [name],
      ([, value]) => value,
    ),
  ].join('');
}

function toChangeLine({ action, path, to }: Change): string {
  return `${action} ${show(path)}${to === undefined ? '' : ` to ${show(to)}`}`;
}

function show(text: string): string {
  return toVisible(maskCredentials(text));
}
