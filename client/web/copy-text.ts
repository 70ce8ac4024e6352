/** @returns false where there is no clipboard: on pages that were loaded over plain HTTP from another machine */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
