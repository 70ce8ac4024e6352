/** A path for the log: anything that looks like a feed token is redacted. */
export const toLoggedPath = (path: string): string => path.replaceAll(/[\w-]{43,}/g, '…')
