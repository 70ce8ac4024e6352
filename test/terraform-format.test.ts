import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const terraform = (...args: string[]) => spawnSync('terraform', args, { encoding: 'utf8' })

const isInstalled = terraform('version').status === 0

test('terraform fmt has nothing to change', ({ skip }) => {
  if (!isInstalled) console.warn('terraform is not on the PATH: the format of deploy/**/*.tf is not checked')
  skip(!isInstalled)
  const { stdout, status } = terraform('fmt', '-check', '-diff', '-recursive', 'deploy')
  expect(stdout).toBe('')
  expect(status).toBe(0)
})
