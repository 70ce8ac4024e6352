import type { Hono } from 'hono'
import { z } from 'zod'
import { getAccount } from '../../core/accounts/accounts.ts'
import { endSession, endSessions, listSessions } from '../../core/accounts/sessions.ts'
import { AppError } from '../../core/app-error.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { deleteSessionCookie } from '../http/session-cookie.ts'
import type { SignIn } from './sign-in-session.ts'

const isId = (text: string) => z.uuid().safeParse(text).success

export function addAccountRoutes(
  app: Hono<RequestEnv>,
  { db, config, principals }: ServerContext,
  signIn: SignIn,
): void {
  app.get('/account', async c => {
    const { ownerId } = await signIn.requireSession(c)
    const { name, isAdmin, passwordHash, hasOidc, createdAt } = await getAccount(db, ownerId)
    return c.json({ name, isAdmin, hasPassword: passwordHash !== null, hasOidc, createdAt })
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
    if (!isId(id) || !(await endSession(db, ownerId, id))) throw new AppError('notFound', 'Session not found')
    principals.forget()
    return c.body(null, 204)
  })
}
