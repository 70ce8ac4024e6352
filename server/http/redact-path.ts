/** A path as it may stand in a log: what looks like the token of a feed, wherever it stands, is left out. */
export const toLoggedPath = (path: string): string => path.replaceAll(/[\w-]{43,}/g, '…')
