import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { verifyPassword } from '../../core/accounts/passwords.ts'
import type { Config } from '../../core/process/config.ts'
import { toNameKey } from '../../schema/account.ts'
import { getClientAddress } from '../http/client-address.ts'
import { createRateLimit } from '../http/rate-limit.ts'

/**
 * Attempts for a name from one address. There is no limit for a name alone: with it, anyone could keep a person from
 * signing in.
 */
const maxAttempts = 10
const attemptWindowSeconds = 15 * 60

/** @returns whether the password is that of the account @throws AppError tooManyRequests */
export type PasswordCheck = (
  c: Context,
  /** `passwordHash` is null or undefined when there is no such account, or none with a password. */
  account: { name: string; passwordHash: string | null | undefined },
  password: string,
) => Promise<boolean>

export function createPasswordCheck(config: Config): PasswordCheck {
  const attempts = createRateLimit(maxAttempts, attemptWindowSeconds)
  return async (c, { name, passwordHash }, password) => {
    // Any text can be sent as a name, and many keys are remembered.
    const key = `${getClientAddress(c, config)} ${hash('sha256', toNameKey(name), 'base64')}`
    attempts.count(c, key)
    const isRight = await verifyPassword(passwordHash, password).catch((error: unknown) => {
      // No password was checked, because the server is busy.
      attempts.forgive(key)
      throw error
    })
    if (isRight) attempts.forgive(key)
    return isRight
  }
}
