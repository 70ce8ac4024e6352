import type { Hono } from 'hono'
import { z } from 'zod'
import { changePassword, findAccountByName, getAccount } from '../../core/accounts/accounts.ts'
import { assertPasswordUncommon } from '../../core/accounts/common-passwords.ts'
import { hashPassword } from '../../core/accounts/passwords.ts'
import { endSessions } from '../../core/accounts/sessions.ts'
import { AppError } from '../../core/app-error.ts'
import { newPassword } from '../../schema/account.ts'
import { text } from '../../schema/text.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import type { PasswordCheck } from './check-password.ts'
import type { SignIn } from './sign-in-session.ts'

const maxSentLength = 1_000
export const sentPassword = z.string().max(maxSentLength)

export const sentName = text(maxSentLength)

const signInBody = z.strictObject({ name: sentName, password: sentPassword })
const changeBody = z.strictObject({ current: sentPassword.optional(), password: newPassword })

export function addPasswordRoutes(
  app: Hono<RequestEnv>,
  { db, principals }: ServerContext,
  signIn: SignIn,
  isPassword: PasswordCheck,
): void {
  app.post('/sign-in', async c => {
    const { name, password } = parseWith(signInBody, await readJson(c))
    const account = await findAccountByName(db, name)
    const isRight = await isPassword(c, { name, passwordHash: account?.passwordHash }, password)
    if (!isRight || !account) throw new AppError('unauthenticated', 'The name or the password is wrong')
    return c.json(await signIn.start(c, account))
  })

  app.put('/password', async c => {
    const { ownerId, credential } = await signIn.requireSession(c)
    const { current, password } = parseWith(changeBody, await readJson(c))
    const account = await getAccount(db, ownerId)
    if (account.passwordHash !== null && !(await isPassword(c, account, current ?? '')))
      throw new AppError('badInput', 'current: this is not the current password')
    await assertPasswordUncommon(password, account.name)
    const passwordHash = await hashPassword(password)
    await db.transaction().execute(async tx => {
      await changePassword(tx, ownerId, { checked: account.passwordHash, passwordHash })
      await endSessions(tx, ownerId, credential.id)
    })
    principals.forget()
    return c.body(null, 204)
  })
}
