/**
 * Whether what a machine may lack is there. Where it is not, that is said aloud, once a test file, and where CI is set
 * it is a failure: no test is skipped that nobody sees.
 */
export function isInstalled(isThere: boolean, program: string, skipped: string): boolean {
  if (isThere) return true
  const reason = `${program} is not installed: ${skipped} SKIPPED.`
  if (process.env['CI']) throw new Error(reason)
  console.warn(`\n!!! ${reason} !!!\n`)
  return false
}
