import type { Page, Route } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { joinOnPage, signInOnPage } from '../harness/account-page.ts'
import { hasBrowser } from '../harness/browser.ts'
import { holdRequests, openTestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectSent, expectStored, expectTitles, showThreeTodos } from '../harness/todos-page.ts'

const refuse = (route: Route) => route.abort('connectionrefused')
const long = 'x'.repeat(256)

describe.skipIf(!hasBrowser)('a new todo that is changed before it is saved', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let page: Page

  const line = () => page.getByLabel('New todo')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const undecided = () => page.getByRole('alert', { name: 'Changes that need your decision' })

  beforeAll(async () => {
    const opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await showThreeTodos(service, page)
  })

  it('keeps what was edited before it was refused, and asks about all at once', async () => {
    const answer = await holdRequests(page, '**/trpc/createTodo*')
    await line().fill(long)
    await line().press('Enter')
    await page.getByRole('checkbox', { name: `Completed: ${long}` }).press('Space')
    await button(long).click()
    await page.getByLabel('Title').fill('short')
    await page.getByLabel('Description').fill('typed')
    await button('Save').click()
    await page.locator('[type=submit][aria-disabled=true]').waitFor()
    answer()
    await undecided().getByText('“short” was not saved: must have at most 255 characters').waitFor()
    await expectTitles(page, ['three', 'two', 'one'])
    expect(await line().inputValue()).toBe('')
    // Updates are shown when no change of the page is under way.
    await service.createTodo({ title: 'four' })
    await expectTitles(page, ['four', 'three', 'two', 'one'])
    expect(await page.getByText('Added “').count()).toBe(0)
    await undecided().getByRole('button', { name: 'Try again' }).click()
    await expectStored(service, { title: 'short', description: 'typed', completed: true })
    await expectTitles(page, ['short', 'four', 'three', 'two', 'one'])
    await expectSent(page)
    await page.unroute('**/trpc/createTodo*')
  })

  it('returns to its line when it was deleted before it was refused', async () => {
    const answer = await holdRequests(page, '**/trpc/createTodo*')
    await line().fill(long)
    await line().press('Enter')
    await button(`Delete “${long}”`).click()
    await expectTitles(page, ['three', 'two', 'one'])
    answer()
    await expectSent(page)
    await page.getByText('must have at most 255 characters').waitFor()
    expect(await line().inputValue()).toBe(long)
    await service.createTodo({ title: 'four' })
    await expectTitles(page, ['four', 'three', 'two', 'one'])
    await page.unroute('**/trpc/createTodo*')
  })

  it('is made again with a change that has lost it', async () => {
    await page.route('**/trpc/**', refuse)
    await line().fill('four')
    await line().press('Enter')
    await button('four').click()
    await page.getByLabel('Title').fill('four, edited')
    await button('Save').click()
    await button('four, edited').waitFor()
    await page.getByText('Your last 2 changes are saved').waitFor()
    // As another tab does that has saved the todo before it knows of the change.
    await page.evaluate(() => {
      for (const [key, value] of Object.entries(localStorage))
        if (key.startsWith('taskoverflow-change-') && value.includes('"create"')) localStorage.removeItem(key)
    })
    await page.reload()
    await page.unroute('**/trpc/**', refuse)
    await undecided().getByText('“four” was deleted elsewhere').waitFor()
    await button('Restore it with my change').click()
    await undecided().waitFor({ state: 'detached' })
    await expectStored(service, { title: 'four, edited' })
    await expectTitles(page, ['four, edited', 'three', 'two', 'one'])
  })
})

describe.skipIf(!hasBrowser)('a change when the session has ended', () => {
  const service = useService({ broker: 'postgres', withWorker: false, env: { ACCOUNTS: 'on' } })

  it('is sent after the sign-in, also if the page could not find out at once who is signed in', async () => {
    await using opened = await openTestPage(service.url)
    const { page } = opened
    await joinOnPage(page, service.db, 'Ada', 'setup')
    await page.getByLabel('New todo').fill('one')
    await page.getByLabel('New todo').press('Enter')
    await expectSent(page)
    await page.route('**/auth', refuseLate, { times: 1 })
    // At once: within seconds the page notices the end by itself.
    await page.getByRole('button', { name: 'Delete “one”' }).evaluate(async (button: HTMLElement) => {
      await fetch('/auth/sign-out-everywhere', { method: 'POST' })
      button.click()
    })
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor()
    expect(await countTodos()).toBe(1)
    await signInOnPage(page, 'Ada')
    await expectSent(page)
    expect(await countTodos()).toBe(0)
  })

  const countTodos = async () => (await service.db.selectFrom('todo').select('id').execute()).length
})

/** Longer than until the outbox looks for what other tabs have left. */
async function refuseLate(route: Route): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 3_000))
  await refuse(route)
}
