import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestSources } from './sources.ts'

const web = join(import.meta.dirname, '..')
const dist = join(web, 'dist')
const digestFile = '.sources'

const configFile = join(web, 'vite.config.ts')

/** Builds the page into `dist`, unless it was built from the same sources before. Several processes can build at once. */
export async function buildPage(): Promise<'built' | 'already built'> {
  const digest = await digestSources()
  if ((await readFile(join(dist, digestFile), 'utf8').catch(() => '')) === digest) return 'already built'
  const { build } = await import('vite')
  const outDir = join(web, `.dist-${process.pid}`)
  try {
    await build({ configFile, build: { outDir } })
    await writeFile(join(outDir, digestFile), digest)
    await rm(dist, { recursive: true, force: true })
    await rename(outDir, dist)
  } catch (error) {
    await rm(outDir, { recursive: true, force: true })
    if (!isBuiltByOther(error)) throw error
  }
  return 'built'
}

const isBuiltByOther = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')

/** Builds the page whenever its sources change, until the process ends. */
export async function watchPage(): Promise<void> {
  const { build } = await import('vite')
  await build({ configFile, logLevel: 'info', build: { watch: {}, emptyOutDir: true } })
}
