/**
 * Reports an optional program that is missing: with a warning, once per test file, or with an error if CI is set. So no
 * test is skipped silently.
 */
export function isInstalled(isFound: boolean, program: string, skipped: string): boolean {
  if (isFound) return true
  const reason = `${program} is not installed: ${skipped} SKIPPED.`
  if (process.env['CI']) throw new Error(reason)
  console.warn(`\n!!! ${reason} !!!\n`)
  return false
}
