import type { Page, Route } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { answerWithError, openTestPage, type TestPage, untilPainted } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import {
  expectSent,
  expectCount,
  expectStored,
  expectTitles,
  filterLink,
  titlesOn,
} from '../harness/todos-page.ts'
import { waitFor } from '../harness/wait-for.ts'

const hourMs = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs)

/** Whether a page of todos is read. */
const isRead = (url: string) => decodeURIComponent(url).includes('"first":100')

const todos = [
  { title: 'banana', deadline_at: inHours(-3) },
  { title: 'Apple', deadline_at: inHours(30), description: 'A red one' },
  { title: 'cherry', deadline_at: inHours(24 * 20) },
  { title: 'date', deadline_at: inHours(-50), completed: true, completed_at: new Date() },
  { title: 'elder' },
].map((todo, n) => ({ ...todo, created_at: inHours(-100 + n) }))

describe.skipIf(!hasBrowser)('the list of todos on the page', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const rows = () => page.getByRole('list', { name: 'Todos' }).getByRole('listitem')
  const query = () => new URL(page.url()).search
  const expectShown = (titles: string[], on = page) => expectTitles(on, titles)

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  describe('of a few', () => {
    beforeEach(async () => {
      await expectSent(page)
      await service.replaceTodos(todos)
      await page.evaluate(() => localStorage.clear())
    })

    it('filters with counts, and keeps the filter in the URL', async () => {
      await page.goto('/')
      await expectShown(['banana', 'Apple', 'cherry', 'elder'])
      const links = page.getByRole('navigation', { name: 'Show' }).getByRole('link')
      const names = (await links.allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' '))
      expect(names).toEqual(['Open 4', 'Overdue 1', 'Next 7 days 1', 'Completed 1', 'All 5'])
      for (const [name, search, expected] of [
        ['Overdue', '?show=overdue', ['banana']],
        ['Next 7 days', '?show=next', ['Apple']],
        ['Completed', '?show=done', ['date']],
        ['All', '?show=all', ['elder', 'date', 'cherry', 'Apple', 'banana']],
      ] as const) {
        await filterLink(page, name).click()
        await expectShown([...expected])
        expect(query()).toBe(search)
      }
      await page.goBack()
      await expectShown(['date'])
      await page.reload()
      await expectShown(['date'])
    })

    it('shows the chosen number of days ahead', async () => {
      await page.goto('/?show=next')
      await expectShown(['Apple'])
      await page.getByLabel('Time range').selectOption('Next 30 days')
      await expectShown(['Apple', 'cherry'])
      expect(query()).toBe('?show=next&days=30')
    })

    it('follows the clock: a todo becomes overdue while the page is open', async () => {
      await page.goto('/?show=overdue')
      await expectShown(['banana'])
      // Late enough that the page lists it first as a todo of the next days, and early enough to wait for.
      await service.createTodo({ title: 'fig', deadline_at: new Date(Date.now() + 3_000).toISOString() })
      await expectShown(['banana', 'fig'])
      await expectCount(page, 'Next 7 days', '1')
      await expect.poll(() => page.title()).toBe('Overdue (2) · TaskOverflow')
    })

    it('searches, and counts the results', async () => {
      await page.goto('/?show=all')
      await expectShown(['elder', 'date', 'cherry', 'Apple', 'banana'])
      await page.keyboard.press('/')
      await page.keyboard.type('RED')
      await expectShown(['Apple'])
      expect(query()).toBe('?show=all&q=RED')
      await expectCount(page, 'All', '1')
      await page.keyboard.type('%')
      await page.getByText('No results for “RED%”').waitFor()
      await page.keyboard.press('Escape')
      await expectShown(['elder', 'date', 'cherry', 'Apple', 'banana'])
    })

    it('is sorted', async () => {
      await page.goto('/?show=all')
      await page.getByLabel('Sort by').selectOption('Deadline')
      await expectShown(['date', 'banana', 'Apple', 'cherry', 'elder'])
      await page.getByLabel('Sort by').selectOption('Title (A–Z)')
      await expectShown(['Apple', 'banana', 'cherry', 'date', 'elder'])
      await page.reload()
      await expectShown(['Apple', 'banana', 'cherry', 'date', 'elder'])
      await page.getByLabel('New todo').fill('beetroot')
      await page.keyboard.press('Enter')
      await page.getByLabel('New todo').press('Enter')
      await expectShown(['Apple', 'banana', 'beetroot', 'cherry', 'date', 'elder'])
      await expectStored(service, { title: 'beetroot' })
    })

    it('shows the default list for an invalid URL', async () => {
      await page.goto('/?show=nonsense&days=-1&sort=constructor')
      await expectShown(['banana', 'Apple', 'cherry', 'elder'])
    })

    it('passes the accessibility checks in every theme and size', async () => {
      await page.goto('/?show=all')
      await expectShown(['elder', 'date', 'cherry', 'Apple', 'banana'])
      await expectAccessibleEverywhere(page, 'todos-all')
    })

    it('shows changes of another tab', async () => {
      await page.goto('/')
      const other = await page.context().newPage()
      let reads = 0
      other.on('request', request => (reads += Number(isRead(request.url()))))
      await other.goto('/?show=all&sort=title')
      await expectShown(['Apple', 'banana', 'cherry', 'date', 'elder'], other)
      await page.getByRole('checkbox', { name: 'Completed: elder' }).click()
      await other.getByRole('checkbox', { name: 'Completed: elder', checked: true }).waitFor()
      // With its first update, a page reads its list a second time. From then on, todos are placed.
      await expect.poll(() => reads).toBe(2)
      await page.getByLabel('New todo').fill('fig')
      await page.keyboard.press('Enter')
      await page.getByLabel('New todo').press('Enter')
      await expectShown(['Apple', 'banana', 'cherry', 'date', 'elder', 'fig'], other)
      await expectStored(service, { title: 'fig' })
      await expectCount(other, 'All', '6')
      expect(reads).toBe(2)

      // A list that is read for the first time, and that changes after the server has read it.
      const { promise: released, resolve: release } = Promise.withResolvers<void>()
      const { promise: read, resolve: onRead } = Promise.withResolvers<void>()
      const hold = async (route: Route) => {
        const response = await route.fetch()
        onRead()
        await released
        await route.fulfill({ response })
      }
      await other.route(url => isRead(url.href), hold)
      await filterLink(other, 'Open').click()
      await read
      await page.getByRole('button', { name: 'Delete “cherry”' }).click()
      await expectCount(other, 'Open', '3')
      release()
      await expectShown(['Apple', 'banana', 'fig'], other)
      await other.close()
    })
  })

  describe('of ten thousand', () => {
    const count = 10_000

    beforeAll(async () => {
      await service.replaceTodos(
        Array.from({ length: count }, (_, n) => ({
          title: `Todo ${n + 1}`,
          created_at: new Date(Date.now() - n * 1000),
          ...(n % 7 === 0 && { description: 'With a few words about it' }),
        })),
      )
    })

    it('scrolls to the end with few rendered rows', async () => {
      await page.goto('/')
      await page.getByText('Todo 1', { exact: true }).waitFor()
      await page.getByText('10,000 todos', { exact: true }).waitFor({ state: 'attached' })
      expect(await rows().first().getAttribute('aria-setsize')).toBe(String(count))
      let maxRows = 0
      await waitFor(
        'the end of the list',
        async () => {
          await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
          maxRows = Math.max(maxRows, await rows().count())
          return (await titlesOn(page)).at(-1) === `Todo ${count}`
        },
        60_000,
      )
      expect(maxRows).toBeLessThan(80)
      expect(await rows().last().getAttribute('aria-posinset')).toBe(String(count))
    })

    it('renders only the rows that scroll into view', async () => {
      const rendered = await page.evaluate(async () => {
        const steps: number[] = []
        let added = 0
        const observer = new MutationObserver(changes => {
          for (const { addedNodes } of changes) added += addedNodes.length
        })
        observer.observe(document.body, { childList: true, subtree: true })
        for (let step = 0; step < 40; step++) {
          added = 0
          scrollBy(0, -400)
          await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
          steps.push(added)
        }
        observer.disconnect()
        return Math.max(...steps)
      })
      expect(rendered).toBeGreaterThan(4)
      expect(rendered).toBeLessThan(40)
    })

    it('changes in the middle without refetching', async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2))
      const box = page.getByRole('checkbox', { name: /^Completed: Todo (?:49|50)\d\d$/ }).nth(15)
      const name = (await box.getAttribute('aria-label')) ?? ''
      let pages = 0
      page.on('request', request => (pages += Number(isRead(request.url()))))
      await box.click()
      await page.getByText(name.replace(/^Completed: (.*)$/, 'Completed “$1”')).waitFor()
      await expect.poll(() => page.getByRole('checkbox', { name, exact: true }).count()).toBe(0)
      await expectCount(page, 'Open', '9,999')
      await expectSent(page)
      await untilPainted(page)
      expect(pages).toBe(0)
      expect(opened.errors).toEqual([])
    })

    it('is asked for more once when that fails, and again on request', async () => {
      let asked = 0
      await page.route(
        url => decodeURIComponent(url.href).includes('"first":1000'),
        route => {
          asked += 1
          return answerWithError(route)
        },
      )
      await page.goto('/')
      await page.getByText('Todo 1', { exact: true }).waitFor()
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await page.getByText('Couldn’t load the next todos.').waitFor()
      await untilPainted(page)
      await untilPainted(page)
      expect(asked).toBe(1)
      await page.unrouteAll()
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('Todo 105', { exact: true }).waitFor()
    })

    it('is searched', async () => {
      await page.keyboard.press('/')
      await page.keyboard.type('odo 9999')
      await expectShown(['Todo 9999'])
    })
  })
})
