import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { joinOnPage, password, signInOnPage } from '../harness/account-page.ts'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser } from '../harness/browser.ts'
import { expectFocus, openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe.skipIf(!hasBrowser)('the account on the page', () => {
  const service = useService({ broker: 'postgres', withWorker: false, env: { ACCOUNTS: 'on' } })
  let opened: TestPage
  let page: Page

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    await joinOnPage(page, service.db, 'Ada', 'setup')
    return () => opened[Symbol.asyncDispose]()
  })

  it('is reached by the menu, the settings and the command menu', async () => {
    await button(page, 'Account: Ada').click()
    await page.keyboard.press('Escape')
    await expectFocus(button(page, 'Account: Ada'))
    expect(await button(page, 'Sign out').count()).toBe(0)
    await button(page, 'Account: Ada').click()
    await page.getByRole('link', { name: 'Account' }).click()
    await heading(page, 'Account').waitFor()
    await expect.poll(() => page.title()).toBe('Account · TaskOverflow')
    const settings = page.getByRole('navigation', { name: 'Settings and account' })
    await settings.getByRole('link', { name: 'Settings' }).click()
    await heading(page, 'This browser').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByLabel('Command or todo').fill('passkeys')
    await page.getByRole('option', { name: 'Account' }).click()
    await part(page, 'Account').getByText('Administrator').waitFor()
    await part(page, 'Sessions').getByText('This browser').waitFor()
    await page.getByText('No access tokens yet.').waitFor()
    await expectAccessibleEverywhere(page, 'account-empty')
  })

  it('creates an access token, and shows it once', async () => {
    await page.goto('/account?token-name=Laptop')
    const form = dialog(page, 'New access token')
    expect(await form.getByLabel('Name').inputValue()).toBe('Laptop')
    expect(await form.getByLabel(/^Read todos/).isChecked()).toBe(true)
    await expectAccessibleEverywhere(page, 'account-new-token')
    await form.getByLabel('Name').fill('')
    await form.getByLabel('Expires').selectOption('Never')
    await button(page, 'Create token').click()
    await form.getByText('must not be empty').first().waitFor()
    await form.getByLabel('Name').fill('My laptop')
    await button(page, 'Create token').click()
    const created = dialog(page, 'The access token')
    const token = await created.getByLabel('Access token', { exact: true }).inputValue()
    expect(token).toMatch(/^tof_/)
    await expectAccessible(page)
    const todos = await service.ask('GET /todos', { headers: { authorization: `Bearer ${token}` } })
    expect(todos.status).toBe(200)

    await button(page, 'Done').click()
    await expectFocus(button(page, 'Back to the token'))
    await button(page, 'Close anyway').click()
    await expect.poll(() => page.url()).toBe(`${service.url}/account`)
    const tokens = part(page, 'Access tokens')
    await tokens.getByText('Change todos, Calendar files, Feeds').waitFor()
    expect(await tokens.innerText()).toContain('does not expire')
    expect(await page.content()).not.toContain(token)

    await button(page, 'Revoke: My laptop').click()
    await dialog(page, 'Revoke access token?').getByRole('button', { name: 'Revoke', exact: true }).click()
    await page.getByText('No access tokens yet.').waitFor()
    await expectFocus(heading(page, 'Access tokens'))
    await expect
      .poll(
        async () =>
          (await service.ask('GET /todos', { headers: { authorization: `Bearer ${token}` } })).status,
      )
      .toBe(401)
  })

  it('changes the password', async () => {
    await button(page, 'Change').click()
    const form = dialog(page, 'Change password')
    await form.getByLabel('Current password', { exact: true }).fill('wrong')
    await form.getByLabel('New password', { exact: true }).fill('eight blue bottles')
    await button(page, 'Save password').click()
    await form.getByText('this is not the current password').first().waitFor()
    await expectFocus(form.getByLabel('Current password', { exact: true }))
    await expectAccessible(page)
    await form.getByLabel('Current password', { exact: true }).fill(password)
    await button(page, 'Save password').click()
    await page.getByText('Password saved.').waitFor()
  })

  it('ends another session, and all of them', async () => {
    const other = await opened.openPage({
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0',
    })
    await other.goto('/sign-in')
    await signInOnPage(other, 'Ada', 'eight blue bottles')
    await heading(other, 'No todos yet').waitFor()
    await page.reload()
    await button(page, 'Sign out: Firefox on Linux').click()
    await page.getByText('Signed out').waitFor()
    await other.getByRole('dialog', { name: 'Sign in' }).waitFor()
    await signInOnPage(other, 'Ada', 'eight blue bottles')
    await other.getByRole('dialog', { name: 'Sign in' }).waitFor({ state: 'detached' })

    await button(page, 'Sign out everywhere').click()
    await dialog(page, 'Sign out everywhere?').getByRole('button', { name: 'Sign out everywhere' }).click()
    await heading(page, 'Sign in').waitFor()
    expect(page.url()).toBe(`${service.url}/sign-in`)
    await other.getByRole('dialog', { name: 'Sign in' }).waitFor()
    await other.context().close()
  })

  it('deletes the account with its password, and leads to the sign-in', async () => {
    await joinOnPage(page, service.db, 'Bob')
    await page.goto('/account')
    await button(page, 'Delete account').click()
    const form = dialog(page, 'Delete account?')
    await form.getByLabel('Your password', { exact: true }).fill('wrong')
    await button(page, 'Delete everything').click()
    await form.getByText('this is not the password').first().waitFor()
    await expectFocus(form.getByLabel('Your password', { exact: true }))
    await expectAccessibleEverywhere(page, 'account-delete')
    await form.getByLabel('Your password', { exact: true }).fill(password)
    await button(page, 'Delete everything').click()
    await heading(page, 'Sign in').waitFor()
    expect(page.url()).toBe(`${service.url}/sign-in`)
    await signInOnPage(page, 'Bob')
    await page.getByText('The name or the password is wrong').first().waitFor()
  })
})
