import type { Hono } from 'hono'
import { validate as isUuid } from 'uuid'
import { z } from 'zod'
import { getAccount } from '../../core/accounts/accounts.ts'
import { deleteAccount } from '../../core/accounts/delete-account.ts'
import { endSession, endSessions, listSessions } from '../../core/accounts/sessions.ts'
import { AppError } from '../../core/app-error.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { toNameKey } from '../../schema/account.ts'
import { deleteSessionCookie } from '../http/session-cookie.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import type { PasswordCheck } from './check-password.ts'
import { sentName, sentPassword } from './password-routes.ts'
import type { SignIn } from './sign-in-session.ts'

/** The password, or the name for an account without one. */
const deleteBody = z.strictObject({ password: sentPassword.optional(), name: sentName.optional() })

export function addAccountRoutes(
  app: Hono<RequestEnv>,
  { db, config, principals }: ServerContext,
  signIn: SignIn,
  isPassword: PasswordCheck,
): void {
  app.get('/account', async c => {
    const { ownerId } = await signIn.requireSession(c)
    const { name, isAdmin, passwordHash, hasOidc, createdAt } = await getAccount(db, ownerId)
    return c.json({ name, isAdmin, hasPassword: passwordHash !== null, hasOidc, createdAt })
  })

  app.post('/delete-account', async c => {
    const { ownerId } = await signIn.requireSession(c)
    const { password, name } = parseWith(deleteBody, await readJson(c))
    const account = await getAccount(db, ownerId)
    if (account.passwordHash === null) {
      if (toNameKey(name ?? '') !== toNameKey(account.name))
        throw new AppError('badInput', 'name: this is not the name of the account')
    } else if (!(await isPassword(c, account, password ?? ''))) {
      throw new AppError('badInput', 'password: this is not the password of the account')
    }
    await deleteAccount(db, ownerId)
    principals.forget()
    deleteSessionCookie(c, config)
    return c.body(null, 204)
  })

  app.post('/sign-out', async c => {
    const principal = await signIn.find(c)
    if (principal?.credential?.kind === 'session')
      await endSession(db, principal.ownerId, principal.credential.id)
    principals.forget()
    deleteSessionCookie(c, config)
    return c.body(null, 204)
  })

  app.post('/sign-out-everywhere', async c => {
    const { ownerId } = await signIn.requireSession(c)
    await endSessions(db, ownerId)
    principals.forget()
    deleteSessionCookie(c, config)
    return c.body(null, 204)
  })

  app.get('/sessions', async c => {
    const { ownerId, credential } = await signIn.requireSession(c)
    const sessions = await listSessions(db, ownerId, config.SESSION_IDLE_DAYS)
    return c.json(sessions.map(session => ({ ...session, isCurrent: session.id === credential.id })))
  })

  app.delete('/sessions/:id', async c => {
    const { ownerId } = await signIn.requireSession(c)
    const id = c.req.param('id')
    if (!isUuid(id) || !(await endSession(db, ownerId, id)))
      throw new AppError('notFound', 'Session not found')
    principals.forget()
    return c.body(null, 204)
  })
}
