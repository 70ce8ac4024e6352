import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe.skipIf(!hasBrowser)('passkeys on the page', () => {
  const service = useService({ broker: 'postgres', withWorker: false, env: { ACCOUNTS: 'on' } })
  let opened: TestPage
  let page: Page
  let devtools: CDPSession
  let authenticatorId: string

  beforeAll(async () => {
    // Passkeys belong to a name, not to an address.
    opened = await openTestPage(service.url.replace('127.0.0.1', 'localhost'))
    page = opened.page
    devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    ;({ authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    }))
    return () => opened[Symbol.asyncDispose]()
  })

  it('creates the first account with a passkey', async () => {
    const token = await createAccountLink(service.db, { kind: 'setup' })
    await page.goto(`/join#${token}`)
    await page.getByLabel('Name').fill('Ada')
    await button(page, 'Create a passkey').click()
    await button(page, 'Account: Ada').waitFor()
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])
  })

  it('signs out, and in again with the passkey alone', async () => {
    await button(page, 'Account: Ada').click()
    await button(page, 'Sign out').click()
    // The virtual authenticator confirms by itself, so that the suggestion can be faster than the click, or both succeed.
    await button(page, 'Sign in with a passkey')
      .click({ timeout: 2_000 })
      .catch(() => {})
    await button(page, 'Account: Ada').waitFor()
    const sessions = await service.db.selectFrom('session').select('account_id').distinct().execute()
    expect(sessions).toEqual([{ account_id: 'local' }])
  })

  it('offers to remove the passkey only when there is another way to sign in', async () => {
    await page.goto('/account')
    const passkeys = page.getByRole('region', { name: 'Passkeys' })
    await passkeys.getByText('last used').waitFor()
    await passkeys.getByText('The last way to sign in can’t be removed.').waitFor()
    expect(await passkeys.getByRole('button', { name: /^Remove/ }).count()).toBe(0)

    await button(page, 'Set a password').click()
    await page.getByLabel('New password', { exact: true }).fill('paper kite on a hill')
    await button(page, 'Save password').click()
    await passkeys.getByRole('button', { name: /^Remove/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('Passkey removed').waitFor()
    expect(await service.db.selectFrom('passkey').select('id').execute()).toEqual([])
  })
})
