import type { Context } from 'hono'
import { expect, test } from 'vitest'
import { verifyPassword } from '../../core/accounts/passwords.ts'
import type { AppError } from '../../core/app-error.ts'
import { parseEnv } from '../../core/process/config.ts'
import { createPasswordCheck } from '../../server/auth/check-password.ts'

/** Of no known password, and cheap to check. */
const hash = `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Until the next turn of the event loop, no password can be checked. @returns when the queue is empty again */
const fillQueue = () => Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword(hash, 'x')))

// Must stay the first test: it is about the first unknown name of a process.
test('rejects unknown names as usual after it was too busy for one', async () => {
  const emptied = fillQueue()
  await expect(verifyPassword(undefined, 'x')).rejects.toMatchObject({ code: 'unavailable' })
  await emptied
  expect(await verifyPassword(undefined, 'x')).toBe(false)
})

test('does not count attempts that it was too busy to check', async () => {
  const request = { header: () => {}, env: { incoming: { socket: { remoteAddress: '203.0.113.5' } } } }
  const isPassword = createPasswordCheck(parseEnv({}))
  const attempt = () =>
    isPassword(request as unknown as Context, { name: 'Ada', passwordHash: hash }, 'x').catch(
      (error: AppError) => error.code,
    )
  const emptied = fillQueue()
  for (let n = 0; n < 11; n += 1) expect(await attempt()).toBe('unavailable')
  await emptied
  expect(await attempt()).toBe(false)
})
