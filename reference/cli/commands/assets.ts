import {
  adoptAsset,
  buildPack,
  doctorWorkspace,
  excludeAsset,
  forgetAsset,
  includeAsset,
  initWorkspace,
  listAssets,
  registerAsset,
  relocateAsset,
  removeAsset,
  showAsset,
} from '../../assets-pa/packer/index.ts';
import { flagOption, type Invocation } from '../command.ts';
import { readDeclared } from './assets-declared.ts';
import { runOperation } from './assets-operation.ts';

/** `assets init`: makes the registry of a workspace. */
export function runInit(invocation: Invocation): Promise<number> {
  return runOperation(invocation, initWorkspace);
}

/** `assets register`: declares a new asset and registers it. */
export function runRegister(invocation: Invocation): Promise<number> {
  const root = folderArgument(invocation, 0);
  const declaration = readDeclared(invocation.options);
  const included = !flagOption(invocation.options, 'exclude');
  return runOperation(invocation, (request) => registerAsset(request, { root, declaration, included }));
}

/** `assets adopt`: registers a folder that has a declaration. */
export function runAdopt(invocation: Invocation): Promise<number> {
  const included = !flagOption(invocation.options, 'exclude');
  return runOperation(invocation, (request) => adoptAsset(request, { root: folderArgument(invocation, 0), included }));
}

/** `assets include`: makes an asset a part of builds. */
export function runInclude(invocation: Invocation): Promise<number> {
  return runOperation(invocation, (request) => includeAsset(request, argument(invocation, 0)));
}

/** `assets exclude`: leaves an asset out of builds. */
export function runExclude(invocation: Invocation): Promise<number> {
  return runOperation(invocation, (request) => excludeAsset(request, argument(invocation, 0)));
}

/** `assets forget`: takes an asset out of the registry. */
export function runForget(invocation: Invocation): Promise<number> {
  return runOperation(invocation, (request) => forgetAsset(request, endingOf(invocation)));
}

/** `assets remove`: takes an asset out of the registry, and its folder out of the way. */
export function runRemove(invocation: Invocation): Promise<number> {
  return runOperation(invocation, (request) => removeAsset(request, endingOf(invocation)));
}

/** `assets relocate`: moves the folder of an asset. */
export function runRelocate(invocation: Invocation): Promise<number> {
  const to = folderArgument(invocation, 1);
  return runOperation(invocation, (request) => relocateAsset(request, { ...endingOf(invocation), to }));
}

/** `assets list`: the registered assets. */
export function runList(invocation: Invocation): Promise<number> {
  return runOperation(invocation, listAssets);
}

/** `assets show`: one asset. */
export function runShow(invocation: Invocation): Promise<number> {
  return runOperation(invocation, (request) => showAsset(request, argument(invocation, 0)));
}

/** `assets doctor`: what is wrong with a workspace. */
export function runDoctor(invocation: Invocation): Promise<number> {
  const workspace = flagOption(invocation.options, 'workspace');
  const fix = flagOption(invocation.options, 'fix');
  return runOperation(invocation, (request) => doctorWorkspace(request, { workspace, fix }));
}

/** `assets build`: the pack and its companions. */
export function runBuild(invocation: Invocation): Promise<number> {
  const full = flagOption(invocation.options, 'full');
  return runOperation(invocation, (request) => buildPack(request, { full }));
}

function endingOf(invocation: Invocation): { readonly asset: string; readonly apply: boolean } {
  return { asset: argument(invocation, 0), apply: flagOption(invocation.options, 'apply') };
}

// Shells complete a folder with a slash behind it.
function folderArgument(invocation: Invocation, index: number): string {
  return argument(invocation, index).replace(/(?<=[^/])\/$/, '');
}

function argument(invocation: Invocation, index: number): string {
  return invocation.arguments[index] ?? '';
}
