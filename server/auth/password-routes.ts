import type { Hono } from 'hono'
import { z } from 'zod'
import { findAccountByName, getAccount, setPassword } from '../../core/accounts/accounts.ts'
import { assertPasswordUncommon } from '../../core/accounts/common-passwords.ts'
import { hashPassword, verifyPassword } from '../../core/accounts/passwords.ts'
import { endSessions } from '../../core/accounts/sessions.ts'
import { AppError } from '../../core/app-error.ts'
import { newPassword, toNameKey } from '../../schema/account.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { getClientAddress } from '../http/client-address.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import type { SignIn } from './sign-in-session.ts'

/**
 * Attempts for a name from one address. There is no limit for a name alone: with it, anyone could keep a person from
 * signing in.
 */
const maxAttempts = 10
const attemptWindowSeconds = 15 * 60

const maxSentLength = 1_000
const sentPassword = z.string().max(maxSentLength)

const signInBody = z.strictObject({ name: z.string().max(maxSentLength), password: sentPassword })
const changeBody = z.strictObject({ current: sentPassword.optional(), password: newPassword })

export function addPasswordRoutes(app: Hono<RequestEnv>, context: ServerContext, signIn: SignIn): void {
  const { db, config, principals } = context
  const attempts = createRateLimit(maxAttempts, attemptWindowSeconds)

  app.post('/sign-in', async c => {
    const { name, password } = parseWith(signInBody, await readJson(c))
    const key = `${getClientAddress(c, config)} ${toNameKey(name)}`
    await attempts.count(c, key)
    const account = await findAccountByName(db, name)
    if (!(await verifyPassword(account?.passwordHash, password)) || !account)
      throw new AppError('unauthenticated', 'The name or the password is wrong')
    await attempts.forgive(key)
    return c.json(await signIn.start(c, account))
  })

  app.put('/password', async c => {
    const { ownerId, credential } = await signIn.requireSession(c)
    const { current, password } = parseWith(changeBody, await readJson(c))
    const { name, passwordHash } = await getAccount(db, ownerId)
    if (passwordHash !== null) {
      const key = `${getClientAddress(c, config)} ${toNameKey(name)}`
      await attempts.count(c, key)
      if (!(await verifyPassword(passwordHash, current ?? '')))
        throw new AppError('badInput', 'current: this is not the present password')
      await attempts.forgive(key)
    }
    await assertPasswordUncommon(password, name)
    const hash = await hashPassword(password)
    await db.transaction().execute(async tx => {
      await setPassword(tx, ownerId, hash)
      await endSessions(tx, ownerId, credential.id)
    })
    principals.forget()
    return c.body(null, 204)
  })
}
