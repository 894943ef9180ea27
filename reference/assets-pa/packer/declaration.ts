import { ASSET_CODECS, type AssetCodec, BANK_TYPES, type BankType } from '../../generated/assets-pa-layout.ts';
import { validators } from '../../generated/assets-pa-validators.ts';
import type { AssetDeclaration } from '../../generated/types/assets-pa-asset-declaration.ts';
import type { DocumentKind } from './workspace-document.ts';

export type { AssetDeclaration } from '../../generated/types/assets-pa-asset-declaration.ts';

/** A part of a virtual asset. */
export type DeclaredArtifact = NonNullable<AssetDeclaration['output']['artifacts']>[number];

const validator = validators['assets-pa/asset-declaration'];

/** How a declaration is judged by itself. */
export const DECLARATION_KIND: DocumentKind<AssetDeclaration> = {
  validator,
  rule: 'assets-pa/declaration-schema',
  // The compiled schema says so.
  isOne: (value): value is AssetDeclaration => validator(value),
};

/**
 * A declaration without its open members, which may be as large as the document: they are asked of that when they are
 * needed.
 */
export function withoutOpenMembers({ build, ...declaration }: AssetDeclaration): AssetDeclaration {
  const { metadata, codec_configuration, pipeline, ...output } = declaration.output;
  return { ...declaration, output };
}

/** The bank type that a format begins with, whether there is one of that name or not. */
export function bankWordOf({ output: { format } }: AssetDeclaration): string {
  return format.slice(0, format.indexOf('/'));
}

export function toBankType(word: string): BankType | undefined {
  return BANK_TYPES.find((bankType) => bankType === word);
}

export function toCodec(word: string): AssetCodec | undefined {
  return ASSET_CODECS.find((codec) => codec === word);
}
