/** The six parts of an identity, in the order in which a folder has them (section 3.2). */
export const IDENTITY_PARTS = ['version', 'target', 'profile', 'toolchain', 'git_rev', 'dist_revision'] as const;

export type IdentityPart = (typeof IDENTITY_PARTS)[number];

/** What an artifact is known by. */
export type ArtifactIdentity = Readonly<Record<IdentityPart, string>>;
