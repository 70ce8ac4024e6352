import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from '@cdktf/hcl2json'

export type Body = Record<string, unknown>

/** The merged content of the files in one Terraform folder. */
export type TerraformModule = {
  files: Map<string, string>
  /** Bodies by kind and address: `variable` → `name`, `resource` → `aws_lb.main`. */
  blocks: Record<'variable' | 'output' | 'module' | 'resource' | 'data' | 'ephemeral', Map<string, Body>>
  locals: Body
  /** The bodies of `terraform` and `provider`. */
  settings: Body
}

const root = join(import.meta.dirname, '../../deploy')

/** The folders below `deploy` that hold Terraform files. */
export async function findTerraformFolders(): Promise<string[]> {
  const files = await readdir(root, { recursive: true })
  const folders = files.filter(file => file.endsWith('.tf')).map(file => join(file, '..'))
  return [...new Set(folders)].sort()
}

/** @throws when a file is not HCL */
export async function readTerraform(folder: string): Promise<TerraformModule> {
  const names = (await readdir(join(root, folder))).filter(name => name.endsWith('.tf'))
  const module: TerraformModule = {
    files: new Map(),
    blocks: {
      variable: new Map(),
      output: new Map(),
      module: new Map(),
      resource: new Map(),
      data: new Map(),
      ephemeral: new Map(),
    },
    locals: {},
    settings: {},
  }
  for (const name of names) {
    const text = await readFile(join(root, folder, name), 'utf8')
    module.files.set(name, text)
    add(module, (await parse(name, text)) as Record<string, Record<string, Body[]> | Body[]>)
  }
  return module
}

function add({ blocks, locals, settings }: TerraformModule, parsed: Record<string, unknown>): void {
  for (const [kind, content] of Object.entries(parsed)) {
    if (kind === 'locals') for (const body of content as Body[]) Object.assign(locals, body)
    else if (kind === 'variable' || kind === 'output' || kind === 'module') {
      for (const [name, [body = {}]] of Object.entries(content as Record<string, Body[]>))
        blocks[kind].set(name, body)
    } else if (kind === 'resource' || kind === 'data' || kind === 'ephemeral') {
      for (const [type, named] of Object.entries(content as Record<string, Record<string, Body[]>>))
        for (const [name, [body = {}]] of Object.entries(named)) blocks[kind].set(`${type}.${name}`, body)
    } else settings[kind] = content
  }
}
