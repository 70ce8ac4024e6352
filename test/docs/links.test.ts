import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
const files = tracked.split('\0').filter(path => path !== '' && existsSync(join(root, path)))
const documents = files.filter(path => path.endsWith('.md'))
const topLevel = new Set(files.map(path => path.split('/')[0] ?? ''))

test.each(documents)('links only to files and headings that exist: %s', async path => {
  const text = await readFile(join(root, path), 'utf8')
  for (const [, target = ''] of text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
    const [file = '', anchor] = target.split('#')
    const linked = file === '' ? join(root, path) : join(root, dirname(path), file)
    expect(existsSync(linked), `${path} → ${target}`).toBe(true)
    if (anchor === undefined) continue
    const headings = (await readFile(linked, 'utf8')).match(/^#+ .*$/gm) ?? []
    expect(headings.map(toAnchor), `${path} → ${target}`).toContain(anchor)
  }
})

test.each(documents)('names only paths that exist: %s', async path => {
  const text = await readFile(join(root, path), 'utf8')
  const named = Array.from(text.matchAll(/`((?:\.?[\w-]+\/)+[\w.*-]*)`/g), ([, name = '']) => name)
  const paths = named.filter(name => topLevel.has(name.split('/')[0] ?? ''))
  expect(paths.filter(name => !isTracked(name))).toEqual([])
})

/** A file, a folder, or a pattern with `*`. */
function isTracked(name: string): boolean {
  const pattern = new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}`)
  return files.some(file => pattern.test(file))
}

/** The id that GitHub gives to a heading. */
const toAnchor = (heading: string): string =>
  heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')
