import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

const entry = join(import.meta.dirname, '../service-worker/main.ts')
const isKept = (path: string) => !/^\.|\.(?:br|gz)$|^service-worker\.js$/.test(path)

/** Writes `service-worker.js`, which has the names of the other files of the build. */
export const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  writeBundle: {
    order: 'pre',
    sequential: true,
    async handler({ dir = '' }) {
      await build({
        configFile: false,
        publicDir: false,
        define: { pageBuild: JSON.stringify(await describeBuild(dir)) },
        build: {
          outDir: dir,
          emptyOutDir: false,
          rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'service-worker.js' } },
        },
        logLevel: 'warn',
      })
    },
  },
})

async function describeBuild(dir: string): Promise<{ digest: string; files: string[] }> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter(file => file.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(isKept)
    .sort()
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path).update(await readFile(join(dir, path)))
  const files = paths.map(path => (path === 'index.html' ? '/' : `/${path}`))
  return { digest: hash.digest('hex').slice(0, 16), files }
}
