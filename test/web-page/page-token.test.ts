import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser } from '../harness/browser.ts'
import { expectFocus, openTestPage } from '../harness/test-page.ts'
import { startTestService } from '../harness/test-service.ts'

describe.skipIf(!hasBrowser)('the page with an API token', () => {
  it('asks for the token, says what is wrong with it, and forgets it', async () => {
    const env = { API_TOKEN: 'secret' }
    await using service = await startTestService({ broker: 'postgres', withWorker: false, env })
    await using opened = await openTestPage(service.url)
    const { page } = opened
    await page.goto('/')
    const field = page.getByLabel('API token')
    const problem = page.getByRole('alert')
    const enter = async (token: string) => {
      await field.fill(token)
      await field.press('Enter')
    }
    await expectFocus(field)
    await expect.poll(() => page.title()).toBe('Sign in · TaskOverflow')
    expect(await problem.innerText()).toBe('')
    for (const [token, words] of [
      ['wrong', 'That token was not accepted.'],
      ['', 'Enter the token.'],
      ['wröng – token', 'That token was not accepted.'],
    ] as const) {
      await enter(token)
      await problem.filter({ hasText: words }).waitFor()
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      await expectFocus(field)
    }
    await expectAccessible(page)
    await page.route('**/api/v1/settings', route => route.abort('connectionrefused'))
    await enter('secret')
    await problem.filter({ hasText: 'Can’t reach the server.' }).waitFor()
    await page.unroute('**/api/v1/settings')
    await enter('secret')
    await page.getByRole('heading', { name: 'No todos yet' }).waitFor()

    const other = await page.context().newPage()
    await other.goto('/settings')
    await other.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await expectAccessible(other)
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.getByLabel('API token').waitFor()
    await field.waitFor()
    expect(await page.context().cookies()).toEqual([])
  })

  it('asks again when the token is not accepted any more, also for a change', async () => {
    const env = { API_TOKEN: 'secret' }
    await using service = await startTestService({ broker: 'postgres', withWorker: false, env })
    await using opened = await openTestPage(service.url)
    const { page } = opened
    await page.goto('/')
    await page.getByLabel('API token').fill('secret')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'No todos yet' }).waitFor()
    await page.context().clearCookies()
    await page.route('**/trpc/createTodo*', route =>
      route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer old' } }),
    )
    await page.getByLabel('New todo').fill('Pay rent')
    await page.getByLabel('New todo').press('Enter')
    await page.getByText('The token in this browser is no longer accepted.').waitFor()
    await page.unroute('**/trpc/createTodo*')
    await page.getByLabel('API token').fill('secret')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.locator('.todo-title', { hasText: 'Pay rent' }).waitFor()
    const headers = { authorization: 'Bearer secret' }
    await expect
      .poll(async () => (await service.ask('GET /todos', { headers })).json)
      .toEqual([expect.objectContaining({ title: 'Pay rent' })])
  })
})
