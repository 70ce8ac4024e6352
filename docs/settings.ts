import { readFile, writeFile } from 'node:fs/promises'
import { describeDefault, environment } from '../core/process/config.ts'

const readmePath = new URL('../README.md', import.meta.url)
const table = /(?<=<!-- settings: node docs\/settings\.ts -->\n)[\s\S]*?(?=<!-- \/settings -->)/

/** The README with its table of settings made anew from the schema that reads them. */
export function renderSettings(readme: string): string {
  const rows = Object.entries(environment.shape).map(([name, setting]) => {
    const fallback = describeDefault(setting)
    return `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${setting.description} |`
  })
  return readme.replace(table, ['| variable | default | meaning |', '|---|---|---|', ...rows, ''].join('\n'))
}

if (import.meta.main) await writeFile(readmePath, renderSettings(await readFile(readmePath, 'utf8')))
