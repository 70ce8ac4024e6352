import { spawnSync } from 'node:child_process'
import { format } from '@cdktf/hcl-tools'
import { expect, test } from 'vitest'
import { findTerraformFolders, readTerraform } from '../harness/read-terraform.ts'

const files = (await Promise.all((await findTerraformFolders()).map(readTerraform))).flatMap(module => [
  ...module.files,
])

test.each(files)('%s is laid out as terraform fmt has it', async (_name, text) => {
  expect(await format(text)).toBe(text)
  // What terraform fmt does beyond the layout: an expression stands alone, and so does a type.
  expect(text).not.toMatch(/= +"\$\{[^"{}]*\}"$/m)
  expect(text).not.toMatch(/^ *type += +"(?:string|list|map)"$/m)
})

const terraform = (...args: string[]) => spawnSync('terraform', args, { encoding: 'utf8' })

const isInstalled = terraform('version').status === 0

test.runIf(isInstalled)('terraform fmt itself, where it is installed, has nothing to change', () => {
  const { stdout, status } = terraform('fmt', '-check', '-diff', '-recursive', 'deploy')
  expect(stdout).toBe('')
  expect(status).toBe(0)
})
