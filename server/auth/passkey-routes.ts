import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { getAccountLink } from '../../core/accounts/account-links.ts'
import { chooseAccountId, findAccountByName, getAccount } from '../../core/accounts/accounts.ts'
import { joinByLink } from '../../core/accounts/join.ts'
import {
  addPasskey,
  deletePasskey,
  findPasskey,
  listCredentials,
  listPasskeys,
  type NewPasskey,
  usePasskey,
} from '../../core/accounts/passkeys.ts'
import { createSignInAttempt, useSignInAttempt } from '../../core/accounts/sign-in-attempts.ts'
import { AppError } from '../../core/app-error.ts'
import { hashSecret } from '../../core/secrets.ts'
import { accountName } from '../../schema/account.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { text } from '../../schema/text.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import { linkSecret } from './join-routes.ts'
import {
  createRegistrationOptions,
  createSignInOptions,
  toUserHandle,
  verifyRegistration,
  verifySignIn,
} from './passkey-ceremonies.ts'
import { getRelyingParty } from './passkey-relying-party.ts'
import { getChallenge, registrationResponse, signInResponse } from './passkey-responses.ts'
import type { SignIn } from './sign-in-session.ts'

const maxLabelLength = 100

const optionsBody = z.strictObject({ token: linkSecret.optional(), name: accountName.optional() })
const registerBody = z.strictObject({
  token: linkSecret.optional(),
  name: accountName.optional(),
  label: text(maxLabelLength).trim().min(1, 'must not be empty').default('Passkey'),
  response: registrationResponse,
})
const signInBody = z.strictObject({ response: signInResponse })

/** Signing in by a passkey, registering one with a link or for the signed-in account, and managing them. */
export function addPasskeyRoutes(app: Hono<RequestEnv>, context: ServerContext, signIn: SignIn): void {
  const { db, config, log, principals } = context
  const getParty = (c: Context) => getRelyingParty(getBaseUrl(c, config))

  /** The account that gets the passkey. With a link it may not exist yet. */
  async function chooseAccount(
    c: Context,
    token: string | undefined,
    name: string | undefined,
  ): Promise<{ id: OwnerId; name: string }> {
    if (token === undefined) {
      const { ownerId, account } = await signIn.requireSession(c)
      return { id: ownerId, name: account.name }
    }
    const link = await getAccountLink(db, token)
    if (link.accountId !== null && link.name !== null) return { id: link.accountId, name: link.name }
    if (name === undefined) throw new AppError('badInput', 'missing name')
    // Before the authenticator stores a passkey that would be of no use.
    if (await findAccountByName(db, name)) throw new AppError('conflict', 'name: already in use')
    return { id: chooseAccountId(link.kind === 'setup'), name }
  }

  app.post('/passkey/options', async c => {
    const party = getParty(c)
    const { token, name } = parseWith(optionsBody, await readJson(c))
    const account = await chooseAccount(c, token, name)
    const credentials = await listCredentials(db, account.id)
    const challenge = await createSignInAttempt(db, {
      kind: 'passkey registration',
      accountId: account.id,
      name: account.name,
      linkHash: toLinkHash(token),
    })
    return c.json(await createRegistrationOptions(party, challenge, { ...account, credentials }))
  })

  app.post('/passkey/register', async c => {
    const party = getParty(c)
    const { token, name, label, response } = parseWith(registerBody, await readJson(c))
    const principal = token === undefined ? await signIn.requireSession(c) : undefined
    const challenge = getChallenge(response)
    const attempt = await useSignInAttempt(db, 'passkey registration', challenge)
    const isOwn = principal === undefined || principal.ownerId === attempt.accountId
    if (!isOwn || attempt.linkHash !== toLinkHash(token))
      throw new AppError('badInput', 'response: it belongs to another account; try again')
    const verified = await verifyRegistration(party, challenge, response)
    if ('refusal' in verified) {
      log.info({ reason: verified.refusal, ...party }, 'A new passkey was refused')
      throw new AppError('badInput', 'response: this passkey could not be verified; try again')
    }
    const passkey: NewPasskey = { ...verified.result, label }
    if (token === undefined) {
      await db.transaction().execute(tx => addPasskey(tx, attempt.accountId, passkey))
      return c.json({ account: principal?.account })
    }
    const joining = { link: token, name: name ?? attempt.name ?? undefined, id: attempt.accountId }
    const account = await joinByLink(db, joining, (tx, id) => addPasskey(tx, id, passkey))
    principals.forget()
    return c.json(await signIn.start(c, account))
  })

  app.post('/passkey/sign-in/options', async c => {
    const party = getParty(c)
    parseWith(z.strictObject({}), (await readJson(c)) ?? {})
    const challenge = await createSignInAttempt(db, { kind: 'passkey sign-in' })
    return c.json(createSignInOptions(party, challenge))
  })

  app.post('/passkey/sign-in', async c => {
    const party = getParty(c)
    const { response } = parseWith(signInBody, await readJson(c))
    const challenge = getChallenge(response)
    await useSignInAttempt(db, 'passkey sign-in', challenge)
    const passkey = await findPasskey(db, response.id)
    if (!passkey || response.response.userHandle !== toUserHandle(passkey.accountId))
      throw new AppError('unauthenticated', 'No account here has this passkey; use another way to sign in')
    const verified = await verifySignIn(party, challenge, response, passkey)
    const refusal = 'refusal' in verified ? verified.refusal : undefined
    const isUsed = 'result' in verified && (await usePasskey(db, passkey.id, verified.result))
    if (!isUsed) {
      const reason = refusal ?? 'Its counter did not rise: the passkey may have been copied'
      log.warn({ reason, account: passkey.accountId, ...party }, 'A passkey was refused')
      throw new AppError('unauthenticated', 'This passkey could not be verified; try again')
    }
    return c.json(await signIn.start(c, await getAccount(db, passkey.accountId)))
  })

  app.get('/passkeys', async c => {
    const { ownerId } = await signIn.requireSession(c)
    return c.json(await listPasskeys(db, ownerId))
  })

  app.delete('/passkeys/:id', async c => {
    const { ownerId } = await signIn.requireSession(c)
    if (!(await deletePasskey(db, ownerId, c.req.param('id'))))
      throw new AppError('notFound', 'Passkey not found')
    return c.body(null, 204)
  })
}

const toLinkHash = (token: string | undefined) =>
  token === undefined ? null : hashSecret(token).toString('hex')
