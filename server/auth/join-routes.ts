import type { Hono } from 'hono'
import { z } from 'zod'
import { getAccountLink } from '../../core/accounts/account-links.ts'
import { setPassword } from '../../core/accounts/accounts.ts'
import { assertPasswordUncommon } from '../../core/accounts/common-passwords.ts'
import { joinByLink } from '../../core/accounts/join.ts'
import { hashPassword } from '../../core/accounts/passwords.ts'
import { accountName, newPassword } from '../../schema/account.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import type { SignIn } from './sign-in-session.ts'

export const linkSecret = z.string().max(100)

const linkBody = z.strictObject({ token: linkSecret })
const joinBody = z.strictObject({ token: linkSecret, name: accountName.optional(), password: newPassword })

/** One-time links: see `core/accounts/account-links.ts`. */
export function addJoinRoutes(
  app: Hono<RequestEnv>,
  { db, principals }: ServerContext,
  signIn: SignIn,
): void {
  app.post('/link', async c => {
    const { token } = parseWith(linkBody, await readJson(c))
    const { kind, name, expiresAt } = await getAccountLink(db, token)
    return c.json({ kind, name, expiresAt })
  })

  app.post('/join', async c => {
    const { token, name, password } = parseWith(joinBody, await readJson(c))
    const link = await getAccountLink(db, token)
    await assertPasswordUncommon(password, link.name ?? name ?? '')
    const hash = await hashPassword(password)
    const account = await joinByLink(db, { link: token, name }, (tx, id) => setPassword(tx, id, hash))
    principals.forget()
    return c.json(await signIn.start(c, account))
  })
}
