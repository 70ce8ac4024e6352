import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { environment } from '../../core/process/config.ts'
import { renderSettings } from '../../docs/settings.ts'

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')

test("the README's table of settings is the one of the schema (node docs/settings.ts writes it)", async () => {
  const readme = await read('README.md')
  expect(readme).toContain('| `PORT` | `6400` |')
  expect(renderSettings(readme)).toBe(readme)
})

test('.env.example names every setting, without a value', async () => {
  const lines = (await read('.env.example')).split('\n').filter(line => line !== '' && !line.startsWith('#'))
  expect(lines.filter(line => !line.startsWith('AWS_'))).toEqual(
    Object.keys(environment.shape).map(name => `${name}=`),
  )
  for (const line of lines) expect(line).toMatch(/^[A-Z_]+=$/)
})
