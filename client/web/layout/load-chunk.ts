import { UnreachableError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { loadTexts } from '../messages/in-language.ts'
import { loadFailedStyles } from './failed-styles.ts'

const retryMs = 500
/** A page that was reloaded without success is not reloaded again for this long. */
const reloadPauseMs = 60_000
const reloadedKey = 'taskoverflow-reloaded'

/**
 * Imports a part of the page, and tries again if that fails. If the server is there but the part is not, a newer
 * version has been deployed: the page is reloaded, once.
 */
export async function loadChunk<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await loadWithStylesAndTexts(load)
  } catch {
    await new Promise(resolve => setTimeout(resolve, retryMs))
  }
  try {
    return await loadWithStylesAndTexts(load)
  } catch (cause) {
    if (!(await isServerThere())) throw new UnreachableError(cause)
    if (hasReloaded()) throw new Error(common.missingPart, { cause })
    sessionStorage.setItem(reloadedKey, String(Date.now()))
    location.reload()
    // Nothing is shown in the meantime.
    return new Promise(() => {})
  }
}

async function loadWithStylesAndTexts<Module>(load: () => Promise<Module>): Promise<Module> {
  await loadFailedStyles()
  const loaded = await load()
  await loadTexts()
  return loaded
}

const hasReloaded = () => Date.now() - Number(sessionStorage.getItem(reloadedKey)) < reloadPauseMs

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/livez', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
