import { spawnSync } from 'node:child_process'
import { format } from '@cdktf/hcl-tools'
import { expect, test } from 'vitest'
import { findTerraformFolders, readTerraform } from '../harness/read-terraform.ts'

const files = (await Promise.all((await findTerraformFolders()).map(readTerraform))).flatMap(module => [
  ...module.files,
])

test.each(files)('has the layout of terraform fmt: %s', async (_name, text) => {
  expect(await format(text)).toBe(text)
  // terraform fmt also unquotes single expressions and types.
  expect(text).not.toMatch(/= +"\$\{[^"{}]*\}"$/m)
  expect(text).not.toMatch(/^ *type += +"(?:string|list|map)"$/m)
})

const terraform = (...args: string[]) => spawnSync('terraform', args, { encoding: 'utf8' })

const isInstalled = terraform('version').status === 0

test.runIf(isInstalled)('passes terraform fmt, if that is installed', () => {
  const { stdout, status } = terraform('fmt', '-check', '-diff', '-recursive', 'deploy')
  expect(stdout).toBe('')
  expect(status).toBe(0)
})
