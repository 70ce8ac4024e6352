import { readFile, writeFile } from 'node:fs/promises'
import { describeDefault, environment } from '../core/process/config.ts'

const documentPath = new URL('operations.md', import.meta.url)
const table =
  /(?<=<!-- settings: node run\.cjs docs\/render-settings\.ts -->\n)[\s\S]*?(?=<!-- \/settings -->)/

/** Renders the table of settings in docs/operations.md from the schema that parses them. */
export function renderSettings(document: string): string {
  const rows = Object.entries(environment.shape).map(([name, setting]) => {
    const fallback = describeDefault(setting)
    return `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${setting.description} |`
  })
  return document.replace(
    table,
    ['| variable | default | meaning |', '|---|---|---|', ...rows, ''].join('\n'),
  )
}

if (import.meta.main) await writeFile(documentPath, renderSettings(await readFile(documentPath, 'utf8')))
