import type { Hono } from 'hono'
import { validate as isUuid } from 'uuid'
import { z } from 'zod'
import { createAccessToken, listAccessTokens, revokeAccessToken } from '../../core/accounts/access-tokens.ts'
import { AppError } from '../../core/app-error.ts'
import { scope } from '../../schema/scopes.ts'
import { text } from '../../schema/text.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import type { SignIn } from './sign-in-session.ts'

const maxNameLength = 100
const maxDays = 3650

const newTokenBody = z.strictObject({
  name: text(maxNameLength).trim().min(1, 'must not be empty'),
  scopes: z.array(scope).min(1, 'must have at least one scope'),
  expiresInDays: z.int().min(1).max(maxDays).nullable(),
})

export function addTokenRoutes(
  app: Hono<RequestEnv>,
  { db, principals }: ServerContext,
  signIn: SignIn,
): void {
  app.get('/tokens', async c => {
    const { ownerId } = await signIn.requireSession(c)
    return c.json(await listAccessTokens(db, ownerId))
  })

  app.post('/tokens', async c => {
    const { ownerId, account } = await signIn.requireSession(c)
    const token = parseWith(newTokenBody, await readJson(c))
    const scopes = [...new Set(token.scopes)]
    if (scopes.includes('operate') && !account.isAdmin)
      throw new AppError('forbidden', 'scopes: only administrators can create tokens with operate')
    return c.json(await createAccessToken(db, ownerId, { ...token, scopes }), 201)
  })

  app.delete('/tokens/:id', async c => {
    const { ownerId } = await signIn.requireSession(c)
    const id = c.req.param('id')
    if (!isUuid(id) || !(await revokeAccessToken(db, ownerId, id)))
      throw new AppError('notFound', 'Access token not found')
    principals.forget()
    return c.body(null, 204)
  })
}
