import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const folders = ['client', 'schema']
/** The lock file has the versions of all libraries. */
const files = ['package-lock.json']

/** A digest of everything that the page is built from. */
export async function digestSources(): Promise<string> {
  const found = await Promise.all(
    folders.map(async folder => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
      return entries
        .filter(entry => entry.isFile())
        .map(entry => relative(root, join(entry.parentPath, entry.name)))
    }),
  )
  const hash = createHash('sha256')
  for (const file of [...found.flat().filter(isSource), ...files].sort()) {
    hash.update(`${file}\0`).update(await readFile(join(root, file)))
  }
  return hash.digest('hex')
}

const isSource = (file: string) => !/[\\/](?:dist|\.dist-\d+)[\\/]/.test(file)
