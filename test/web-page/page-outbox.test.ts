import { sql } from 'kysely'
import type { BrowserContext, Page, Route } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { holdRequests, openTestPage, type TestPage } from '../harness/test-page.ts'
import { type Todo, useService } from '../harness/test-service.ts'
import {
  expectSent,
  expectStored,
  expectTitles,
  storedTodos,
  showThreeTodos,
  showTodos,
} from '../harness/todos-page.ts'

const refuse = (route: Route) => route.abort('connectionrefused')

const daily = {
  title: 'daily',
  deadline_on: '2030-01-01',
  repeat_rule: 'FREQ=DAILY',
  repeat_from: 'deadline' as const,
  repeat_zone: 'UTC',
}

describe.skipIf(!hasBrowser)('changes that are made while the server is away', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page
  let context: BrowserContext

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const loseServer = () => context.route('**/trpc/**', refuse)
  const findServer = () => context.unroute('**/trpc/**', refuse)
  const awayText = 'The server can’t be reached'

  async function open(path = '/?show=all&sort=newest') {
    const next = await context.newPage()
    await next.goto(path)
    return next
  }

  async function retitle(title: string, next: string) {
    await button(title).click()
    await page.getByLabel('Title').fill(next)
    await button('Save').click()
    await button(next).waitFor()
  }

  const undecided = () => page.getByRole('alert', { name: 'Changes that need your decision' })
  const findStored = async (title: string) =>
    (await storedTodos(service)).find(todo => todo.title === title) as Todo

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    context = opened.page.context()
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await expectSent(page)
    await showThreeTodos(service, page)
  })

  it('outlive reloads and closed tabs, and are sent once', async () => {
    const earlier = await open()
    await expectTitles(earlier, ['three', 'two', 'one'])
    await loseServer()
    await page.getByRole('checkbox', { name: 'Completed: two' }).press('Space')
    await button('Delete “one”').click()
    await retitle('three', 'three, edited')
    await page.getByLabel('New todo').fill('four #new')
    await page.getByLabel('New todo').press('Enter')
    // The new todo can be changed before it is sent.
    await retitle('four', 'four, edited')
    await button('Reschedule “four, edited”').click()
    await page.getByRole('button', { name: /^Tomorrow/ }).click()
    await page.getByText('Your last 6 changes are saved').waitFor()
    await expectTitles(page, ['four, edited', 'three, edited', 'two'])
    expect(await page.getByText('Not sent yet').count()).toBe(3)
    await expectTitles(earlier, ['four, edited', 'three, edited', 'two'])
    await expect.poll(() => earlier.getByText('Not sent yet').count()).toBe(3)
    await earlier.close()
    await takeScreenshot(page, 'outbox-away')
    await expectAccessible(page)

    await page.reload()
    await page.getByText('Your last 6 changes are saved').waitFor()
    const others = await Promise.all([open(), open()])
    const sent: string[] = []
    context.on('response', answer => {
      const [, names = ''] = /\/trpc\/([\w,]+)/.exec(answer.url()) ?? []
      if (answer.request().method() === 'POST') sent.push(...names.split(','))
    })
    await page.close()
    page = others[0]
    await page.getByText('Your last 6 changes are saved').waitFor()
    await findServer()
    await expectStored(service, { title: 'four, edited', tags: ['new'] })
    for (const tab of others) await expectTitles(tab, ['four, edited', 'three, edited', 'two'])
    await expect
      .poll(async () =>
        (await storedTodos(service)).map(({ title, completed, deadline_at: deadline }) => [
          title,
          completed,
          deadline !== null,
        ]),
      )
      .toEqual([
        ['two', true, false],
        ['three, edited', false, false],
        ['four, edited', false, true],
      ])
    await page.getByText(awayText).waitFor({ state: 'detached' })
    expect(sent.filter(name => name === 'createTodo')).toHaveLength(1)
    await expectSent(page)
    await others[1].close()
  })

  it('ask which one to take when a todo has changed elsewhere', async () => {
    for (const [choice, title] of [
      ['Use the other one', 'theirs'],
      ['Use mine', 'mine'],
    ] as const) {
      const { id } = await findStored('three')
      await loseServer()
      await retitle('three', 'mine')
      await service.ask(`PUT /todos/${id}`, { json: { title: 'theirs', description: 'kept' } })
      await findServer()
      await undecided().getByText('“three” was changed here and elsewhere.').waitFor()
      await undecided().getByText('Title: yours is “mine”, the other is “theirs”.').waitFor()
      await expectTitles(page, ['theirs', 'two', 'one'])
      await takeScreenshot(page, 'outbox-conflict')
      await expectAccessible(page)
      await page.reload()
      await button(choice).click()
      await expectTitles(page, [title, 'two', 'one'])
      await undecided().waitFor({ state: 'detached' })
      await expectStored(service, { title, description: 'kept' })
      await service.ask(`PUT /todos/${id}`, { json: { title: 'three', description: null } })
      await expectTitles(page, ['three', 'two', 'one'])
    }
  })

  it('ask about a todo that was moved in the calendar, and elsewhere', async () => {
    const { id } = await findStored('two')
    await service.ask(`PUT /todos/${id}`, { json: { deadline_on: '2030-01-10' } })
    await page.goto('/calendar?view=month&day=2030-01-10')
    const day = (date: string) => page.locator(`td[data-date="${date}"]`)
    await day('2030-01-10').getByText('two').waitFor()
    await loseServer()
    await day('2030-01-10').getByText('two').dragTo(day('2030-01-15'))
    await day('2030-01-15').getByText('two').waitFor()
    await page.getByText('Your last change is saved').waitFor()
    await service.ask(`PUT /todos/${id}`, { json: { deadline_on: '2030-01-20' } })
    await findServer()
    await undecided()
      .getByText(/^Deadline: yours is “.*15 Jan.*”, the other is “.*20 Jan.*”\.$/)
      .waitFor()
    await day('2030-01-20').getByText('two').waitFor()
    await button('Use mine').click()
    await day('2030-01-15').getByText('two').waitFor()
    await expectStored(service, { title: 'two', deadline_on: '2030-01-15' })
  })

  it('restore a todo that was deleted elsewhere, and say what is refused', async () => {
    await loseServer()
    await retitle('three', 'mine')
    await page.getByLabel('New todo').fill('x'.repeat(256))
    await page.getByLabel('New todo').press('Enter')
    await page.getByText('Your last 2 changes are saved').waitFor()
    await service.ask(`DELETE /todos/${(await findStored('three')).id}`)
    await findServer()
    await undecided()
      .getByText(/“x+” was not saved: must have at most 255 characters/)
      .waitFor()
    await button('Discard my change').last().click()
    await undecided().getByText('“three” was deleted elsewhere').waitFor()
    await button('Restore it with my change').click()
    await undecided().waitFor({ state: 'detached' })
    await expectTitles(page, ['mine', 'two', 'one'])
    await expectStored(service, { title: 'mine' })
    expect(await storedTodos(service)).toHaveLength(3)
  })

  it('show a new todo once while its answer is slow, after a reload and in another tab too', async () => {
    const other = await open()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const committed: string[] = []
    await context.route(/trpc\/createTodo/, async route => {
      const answer = await route.fetch()
      committed.push(await answer.text())
      await released
      await route.fulfill({ response: answer }).catch(() => {})
    })
    await page.getByLabel('New todo').fill('four tomorrow')
    await page.getByLabel('New todo').press('Enter')
    await expect.poll(() => committed.length).toBe(1)
    await expectTitles(other, ['four', 'three', 'two', 'one'])
    await page.reload()
    await expect.poll(() => committed.length).toBe(2)
    await expectTitles(page, ['four', 'three', 'two', 'one'])
    await service.ask('POST /todos', { json: { title: 'five' } })
    const titles = ['five', 'four', 'three', 'two', 'one']
    for (const tab of [page, other]) await expectTitles(tab, titles)
    release()
    await expectSent(page)
    for (const tab of [page, other]) await expectTitles(tab, titles)
    await context.unroute(/trpc\/createTodo/)
    await other.close()
  })

  it('keep no draft of a todo that was edited while it was new', async () => {
    const release = await holdRequests(page, /trpc\/createTodo/)
    await page.getByLabel('New todo').fill('four')
    await page.getByLabel('New todo').press('Enter')
    await button('four').click()
    await page.getByLabel('Title').fill('forty')
    await button('Save').click()
    release()
    await expectStored(service, { title: 'forty' })
    await expectSent(page)
    await button('forty').waitFor()
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
    await page.unrouteAll()
  })

  it('are not done twice when the answer was lost', async () => {
    await showTodos(service, page, '/?show=all&sort=newest', [
      daily,
      { ...daily, title: 'weekly', repeat_rule: 'FREQ=WEEKLY' },
      { title: 'once' },
    ])
    for (const act of [
      () => page.getByRole('checkbox', { name: 'Completed: daily' }).press('Space'),
      async () => {
        await button('weekly').click()
        await page.getByRole('checkbox', { name: 'Completed', exact: true }).check()
        await button('Save').click()
      },
      () => button('Delete “once”').click(),
    ]) {
      const loseAnswer = async (route: Route) => {
        await route.fetch()
        await loseServer()
        await route.abort('connectionreset')
      }
      await context.route(/trpc\/(?:updateTodo|deleteTodo)/, loseAnswer, { times: 1 })
      await act()
      await page.getByText(awayText).waitFor()
      // The server ignores completions that follow each other at once.
      await sql`update todo set completions = jsonb_set(completions, '{0,completedAt}', '"2025-12-31T00:00:00Z"')
        where completions <> '[]'`.execute(service.db)
      await findServer()
      await page.getByText(awayText).waitFor({ state: 'detached' })
      await page.getByText('Not sent yet').waitFor({ state: 'detached' })
    }
    await expectSent(page)
    await expectTitles(page, ['weekly', 'daily'])
    await expectStored(service, { title: 'daily', completed: false, deadline_on: '2030-01-02' })
    await expectStored(service, { title: 'weekly', completed: false, deadline_on: '2030-01-08' })
    expect(await undecided().count()).toBe(0)
  })

  it('show that a repeating todo was completed, and its next date when the server is back', async () => {
    const calendar = '/calendar?view=month&day=2030-01-01'
    await showTodos(service, page, calendar, [daily])
    const check = page.getByRole('checkbox', { name: 'Completed: daily' })
    await check.waitFor()
    await page.getByRole('link', { name: 'Todos', exact: true }).click()
    await page.getByText('Later').waitFor()
    await loseServer()
    await check.press('Space')
    await page.getByText('Completed “daily”. Its next date appears when the server is back.').waitFor()
    expect(await check.isChecked()).toBe(true)
    expect(await page.getByText('Not sent yet').count()).toBe(1)
    await check.press('Space')
    await expect.poll(() => check.isChecked()).toBe(false)
    await check.press('Space')
    await expect.poll(() => check.isChecked()).toBe(true)
    await page.goBack()
    await page.locator('[data-date="2030-01-01"]').getByText('daily').waitFor()
    await expect.poll(() => check.isChecked()).toBe(true)
    await page.goForward()
    await findServer()
    await expectSent(page)
    await expectStored(service, { title: 'daily', completed: false, deadline_on: '2030-01-02' })
    await page.locator('time[datetime="2030-01-02"]').waitFor()
    await expect.poll(() => check.isChecked()).toBe(false)
  })
})
