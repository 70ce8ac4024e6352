import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { environment } from '../../core/process/config.ts'
import { renderSettings } from '../../docs/render-settings.ts'

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')

test('keeps the table of settings equal to the schema (node run.cjs docs/render-settings.ts updates it)', async () => {
  const document = await read('docs/operations.md')
  expect(document).toContain('| `PORT` | `6400` |')
  expect(renderSettings(document)).toBe(document)
})

test('names every setting in .env.example, without a value', async () => {
  const lines = (await read('.env.example')).split('\n').filter(line => line !== '' && !line.startsWith('#'))
  expect(lines.filter(line => !line.startsWith('AWS_'))).toEqual(
    Object.keys(environment.shape).map(name => `${name}=`),
  )
  for (const line of lines) expect(line).toMatch(/^[A-Z_]+=$/)
})
