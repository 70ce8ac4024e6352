import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import { joinOnPage, password, signInOnPage } from '../harness/account-page.ts'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { expectFocus, openTestPage, readKeptQueries, type TestPage } from '../harness/test-page.ts'
import { expectSent } from '../harness/todos-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const quickAdd = (page: Page) => page.getByLabel('New todo', { exact: true })

describe.skipIf(!hasBrowser)('the page with accounts', () => {
  const service = useService({ broker: 'postgres', withWorker: false, env: { ACCOUNTS: 'on' } })
  let opened: TestPage
  let page: Page

  beforeAll(async () => {
    opened = await openTestPage(service.url, { keepsTodos: true })
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  it('asks for a sign-in at the requested address', async () => {
    await page.goto('/calendar?view=week')
    await heading(page, 'Sign in').waitFor()
    await expectFocus(page.getByLabel('Name'))
    await expect.poll(() => page.title()).toBe('Sign in · TaskOverflow')
    await expectAccessibleEverywhere(page, 'sign-in')
  })

  it('creates the first account with a link, which takes over existing todos', async () => {
    await service.db.insertInto('todo').values({ owner_id: 'local', title: 'From before' }).execute()
    const token = await createAccountLink(service.db, { kind: 'setup' })
    await page.goto(`/join#${token}`)
    await heading(page, 'Create the first account').waitFor()
    await expect.poll(() => page.url()).toBe(`${service.url}/join`)
    await page.reload()
    await heading(page, 'Create the first account').waitFor()
    await expectAccessibleEverywhere(page, 'join-setup')
    await button(page, 'Create account').click()
    await page.getByText('Enter a name.').first().waitFor()
    await expectFocus(page.getByLabel('Name'))
    await page.getByLabel('Name').fill('A da')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await button(page, 'Create account').click()
    const problems = page.locator('.field .problem')
    await expect
      .poll(() => problems.allTextContents())
      .toEqual(['must be 1 to 64 letters, digits and . _ - @ +', 'must have at least 10 characters'])
    await page.getByLabel('Name').fill('Ada')
    await button(page, 'Create account').click()
    await page.getByText('must have at least 10 characters').first().waitFor()
    await expectFocus(page.getByLabel('Password', { exact: true }))
    await page.getByLabel('Password', { exact: true }).fill(password)
    await button(page, 'Create account').click()
    await page.getByText('From before').waitFor()
    expect(page.url()).toBe(`${service.url}/`)
    await button(page, 'Account: Ada').click()
    await expectAccessibleEverywhere(page, 'account-menu')
  })

  it('signs out, and returns to the requested address after signing in', async () => {
    await expect.poll(() => keptOn(page)).toContain('From before')
    await button(page, 'Sign out').click()
    await heading(page, 'Sign in').waitFor()
    expect(page.url()).toBe(`${service.url}/sign-in`)
    expect(await keptOn(page)).not.toMatch(/\bada\b|before/i)
    expect(await page.context().cookies()).toEqual([])

    await button(page, 'Sign in').click()
    await page.getByText('Enter your name.').first().waitFor()
    await signInOnPage(page, 'Ada', 'seven red bottles')
    await page.getByText('The name or the password is wrong.').first().waitFor()
    await expectFocus(page.getByLabel('Password', { exact: true }))
    await expectAccessible(page)
    const shown = page.getByRole('button', { name: 'Show password: Password' })
    await shown.click()
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text')

    await page.goto('/exports')
    await signInOnPage(page, 'ada')
    await heading(page, 'Exports').first().waitFor()
    await button(page, 'Account: Ada').waitFor()
  })

  it('redirects only to its own pages after the sign-in', async () => {
    const other = await opened.openPage()
    const leadsTo = async (returnTo: string) => {
      await other.goto(`/sign-in?${new URLSearchParams({ returnTo })}`)
      await expect.poll(() => other.url()).not.toContain('/sign-in')
      return other.url().replace(service.url, '')
    }
    await other.goto('/sign-in?returnTo=/calendar%3Fview%3Dweek')
    await signInOnPage(other, 'Ada')
    await expect.poll(() => other.url()).toBe(`${service.url}/calendar?view=week`)
    await button(other, 'Account: Ada').waitFor()
    const foreign = [
      '//evil.test',
      '/\\evil.test',
      '/.//evil.test',
      'https://evil.test/',
      'javascript:alert(1)',
    ]
    for (const address of foreign) expect([address, await leadsTo(address)]).toEqual([address, '/'])
    expect(await leadsTo('/lists/1?show=all')).toBe('/lists/1?show=all')
    await other.context().close()
  })

  it('keeps typed text when the session ends, and continues after the sign-in', async () => {
    await page.goto('/')
    await quickAdd(page).fill('Buy milk')
    await endSessionsAndClick(page.getByRole('checkbox', { name: 'From before' }))
    const cover = page.getByRole('dialog', { name: 'Sign in' })
    await cover.getByText('Your session has ended.').waitFor()
    await expectFocus(cover.getByLabel('Password', { exact: true }))
    expect(await cover.getByLabel('Name').inputValue()).toBe('Ada')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await cover.waitFor()
    await takeScreenshot(page, 'sign-in-again')
    await expectAccessible(page)
    await signInOnPage(page, 'Ada')
    await cover.waitFor({ state: 'detached' })
    // The change that was refused is made now.
    await expect.poll(() => completedTitles()).toEqual(['From before'])
    expect(await quickAdd(page).inputValue()).toBe('Buy milk')
    await quickAdd(page).press('Enter')
    await page.locator('.todo-title', { hasText: 'Buy milk' }).waitFor()
    await expectSent(page)

    await quickAdd(page).fill('Call mum')
    await endSessionsAndClick(button(page, 'Add'))
    await cover.waitFor()
    await page.reload()
    await heading(page, 'Sign in').waitFor()
    await page.getByText('A change by Ada has not been sent yet.').waitFor()
    await signInOnPage(page, 'Ada')
    await expectSent(page)
    await expect.poll(() => page.locator('.todo-title', { hasText: 'Call mum' }).count()).toBe(1)
    expect((await titles()).filter(title => title === 'Call mum')).toHaveLength(1)
  })

  it('asks before a sign-out that would lose changes', async () => {
    await page.route('**/trpc/**', route => route.abort('connectionrefused'))
    await page.getByRole('checkbox', { name: 'Call mum' }).click()
    await page.getByText('Your last change is saved').waitFor()
    const ask = page.getByRole('dialog', { name: 'Sign out now?' })
    for (const answer of ['Cancel', 'Sign out anyway']) {
      await button(page, 'Account: Ada').click()
      await button(page, 'Sign out').click()
      await ask.getByText('A change has not been sent to the server yet.').waitFor()
      await ask.getByRole('button', { name: answer }).click()
    }
    await heading(page, 'Sign in').waitFor()
    expect(await keptOn(page)).not.toMatch(/mum/)
    await page.unroute('**/trpc/**')
    await signInOnPage(page, 'Ada')
    await page.locator('.todo-title', { hasText: 'Call mum' }).waitFor()
    expect(await completedTitles()).toEqual(['From before'])
  })

  it('hides the data of one account from the next', async () => {
    const second = await page.context().newPage()
    await second.goto('/')
    await quickAdd(second).fill('A secret of Ada')
    await second.evaluate(() => localStorage.setItem('taskoverflow-sort', 'title'))
    await joinOnPage(await opened.openPage(), service.db, 'Bob')
    await quickAdd(page).fill('A secret that was not sent')
    await endSessionsAndClick(button(page, 'Add'))
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor()
    await signInOnPage(page, 'Bob')
    for (const tab of [page, second]) {
      await button(tab, 'Account: Bob').waitFor()
      await heading(tab, 'No todos yet').waitFor()
      expect(await quickAdd(tab).inputValue()).toBe('')
      await expect.poll(() => keptOn(tab)).toContain('queryKey')
      expect(await keptOn(tab)).not.toMatch(/\bada\b|secret|mum|title/i)
    }
    await second.close()
  })

  it('explains that a link was used before', async () => {
    const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
    const other = await opened.openPage()
    await other.goto(`/join#${token}`)
    await heading(other, 'Create your account').waitFor()
    await other.getByLabel('Name').fill('bob')
    await other.getByLabel('Password', { exact: true }).fill(password)
    await button(other, 'Create account').click()
    await expectFocus(other.getByLabel('Name'))
    expect(await other.getByLabel('Name').getAttribute('aria-invalid')).toBe('true')
    await other.getByLabel('Name').fill('Cleo')
    await button(other, 'Create account').click()
    await button(other, 'Account: Cleo').waitFor()
    await other.goto(`/join#${token}`)
    await heading(other, 'This link no longer works').waitFor()
    await expectAccessible(other)
    await other.goto('/')
    await other.goto('/join')
    await heading(other, 'Open the link that you were given').waitFor()
    await expectAccessible(other)
    await other.context().close()
  })

  it('goes on once the server says who is signed in', async () => {
    const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
    for (const [path, shown] of [
      [`/join#${token}`, page.getByText('You are signed in as Bob.')],
      ['/sign-in', button(page, 'Account: Bob')],
    ] as const) {
      await page.route('**/auth', route => route.abort('connectionrefused'), { times: 1 })
      await page.goto(path)
      await shown.waitFor()
    }
    expect(page.url()).toBe(`${service.url}/`)
  })

  it('sends the name that is typed to the provider', async () => {
    const token = await createAccountLink(service.db, { kind: 'invitation', isAdmin: false })
    const other = await opened.openPage()
    const methods = { passkey: false, oidc: { label: 'login.example' } }
    await other.route('**/auth', route => route.fulfill({ json: { accounts: true, account: null, methods } }))
    await other.route('**/auth/oidc', route => route.fulfill({ json: { url: '/sign-in' } }))
    const sent = other.waitForRequest('**/auth/oidc')
    await other.goto(`/join#${token}`)
    await other.getByLabel('Name').fill(' Grace ')
    await button(other, 'Continue with login.example').click()
    expect((await sent).postDataJSON()).toEqual({ token, name: 'Grace', returnTo: '/' })
    await other.context().close()
  })

  it('recovers an account with a link, beside another account', async () => {
    const { id } = await service.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'Cleo')
      .executeTakeFirstOrThrow()
    const token = await createAccountLink(service.db, { kind: 'recovery', accountId: id })
    await page.goto(`/join#${token}`)
    await heading(page, 'Recover your account').waitFor()
    await page.getByText('This link is for Cleo.').waitFor()
    await page.getByText('You are signed in as Bob.').waitFor()
    expect(await page.getByLabel('Name').count()).toBe(0)
    await page.getByLabel('New password', { exact: true }).fill('eight blue bottles')
    await button(page, 'Set password and sign in').click()
    await button(page, 'Account: Cleo').waitFor()
  })

  it('says how long to wait after too many attempts', async () => {
    const other = await opened.openPage()
    await other.goto('/sign-in')
    await heading(other, 'Sign in').waitFor()
    await other.evaluate(async () => {
      const body = JSON.stringify({ name: 'eve', password: 'wrong' })
      const headers = { 'Content-Type': 'application/json' }
      const attempt = () => fetch('/auth/sign-in', { method: 'POST', headers, body })
      await Promise.all(Array.from({ length: 10 }, attempt))
    })
    await signInOnPage(other, 'eve', 'wrong')
    await other.getByText(/Too many attempts. Try again in \d+ minutes./).waitFor()
    await other.getByRole('button', { name: /^Try again in \d+ s$/ }).waitFor()
    await expectAccessible(other)
    await other.context().close()
  })

  it('logs no errors', () => {
    const expected = / 40[019] | 410 | 429 |INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED/
    expect(opened.errors.filter(error => !expected.test(error))).toEqual([])
  })

  const titles = async (where: { completed?: boolean } = {}) => {
    const todos = await service.db.selectFrom('todo').select(['title', 'completed']).execute()
    const { completed } = where
    return todos
      .filter(todo => completed === undefined || todo.completed === completed)
      .map(({ title }) => title)
  }
  const completedTitles = () => titles({ completed: true })
})

/** All that the browser keeps for this page. */
async function keptOn(page: Page): Promise<string> {
  const stored = await page.evaluate(() => [Object.entries(localStorage), Object.entries(sessionStorage)])
  return JSON.stringify([stored, await readKeptQueries(page)])
}

/**
 * Signs out everywhere, as from another browser, and clicks at once: within seconds the page notices the end by itself, and
 * covers the element.
 */
const endSessionsAndClick = (element: Locator) =>
  element.evaluate(async (node: HTMLElement) => {
    await fetch('/auth/sign-out-everywhere', { method: 'POST' })
    node.click()
  })
