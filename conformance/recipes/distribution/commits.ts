/** The commit of the published example. */
export const COMMIT = 'ab12cd340123456789abcdef0123456789abcdef';
/** One with the same first eight digits. */
export const LIKE_COMMIT = 'ab12cd34ffff456789abcdef0123456789abcdef';
/** One with the same first seven digits. */
export const OTHER_COMMIT = 'ab12cd350123456789abcdef0123456789abcdef';

/** Every commit that a vector names, in whole or by its beginning. */
export const COMMITS: readonly string[] = [COMMIT, LIKE_COMMIT, OTHER_COMMIT];
