import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser } from '../harness/browser.ts'
import { expectFocus, openTestPage, type TestPage, untilPainted } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

describe.skipIf(!hasBrowser)('the command palette', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const palette = () => page.getByRole('dialog', { name: 'Command menu' })
  const field = () => palette().getByRole('combobox')
  const current = () => palette().getByRole('option', { selected: true })
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })

  async function open(path = '/') {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await untilPainted(page)
    await page.keyboard.press('Control+k')
    await expectFocus(field())
  }

  async function choose(text: string, name: string | RegExp) {
    await field().fill(text)
    await current().filter({ hasText: name }).waitFor()
    await page.keyboard.press('Enter')
    await palette().waitFor({ state: 'detached' })
  }

  beforeAll(async () => {
    await service.ask('POST /lists', { json: { name: 'University' } })
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(() =>
    service.replaceTodos([
      { title: 'Write the travel plans to Kraków' },
      { title: 'Say "hello" to Anna', completed: true },
      { title: 'Water the plants' },
      { title: 'Milk' },
    ]),
  )

  it('goes to views and lists', async () => {
    await open()
    await choose('cal', 'Calendar')
    await heading('Calendar').waitFor()
    await expectFocus(page.locator('#main'))
    await page.keyboard.press('Control+k')
    await choose('univ', 'University')
    await heading('University').waitFor()
  })

  it('finds a todo by words and opens it', async () => {
    await open('/calendar')
    await choose('krakow write', 'Write the travel plans to Kraków')
    await heading('Write the travel plans to Kraków').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/todos\/\d+$/)
    await page.keyboard.press('Control+k')
    await field().fill('hello')
    await current().getByText('Inbox, completed').waitFor()
    await page.keyboard.press('Enter')
    await heading('Say "hello" to Anna').waitFor()
    await palette().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await field().fill('the p')
    // It is the first option only until the todos are found.
    await palette().getByRole('option').filter({ hasText: 'Water the plants' }).waitFor()
    await page.keyboard.press('ArrowUp')
    await current().filter({ hasText: 'Search all todos for “the p”' }).waitFor()
    await page.keyboard.press('Enter')
    await heading('All todos').waitFor()
  })

  it('opens no todo that was found for what had been typed before', async () => {
    await open('/calendar')
    await field().fill('milk')
    await current().getByText('Milk', { exact: true }).waitFor()
    await page.route(/minutes/, () => {})
    await field().fill('minutes')
    await page.keyboard.press('Enter')
    await heading('All todos').waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('minutes')
    await page.unroute(/minutes/)
  })

  it('does not count the search of all todos as a result', async () => {
    await open()
    await field().fill('minutes')
    await palette().getByRole('status').filter({ hasText: 'No results' }).waitFor()
    expect(await palette().getByRole('option').count()).toBe(1)
  })

  it('is a combobox: arrows choose, Esc closes and returns the focus', async () => {
    await open()
    const options = palette().getByRole('option')
    // Lists are options too, once they are known.
    await palette().getByRole('option', { name: 'University' }).waitFor()
    const first = (await options.first().innerText()).trim()
    const isSelected = async (name: string) => (await current().innerText()).includes(name)
    await expect.poll(() => isSelected(first)).toBe(true)
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => isSelected('Keyboard shortcuts')).toBe(true)
    expect(await field().getAttribute('aria-activedescendant')).toBe(await current().getAttribute('id'))
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => isSelected(first)).toBe(true)
    await field().fill('wat')
    await palette().getByRole('option', { name: 'Water the plants' }).waitFor()
    await palette().getByRole('status').filter({ hasText: '1 result' }).waitFor()
    await expectAccessibleEverywhere(page, 'palette', 'dialog')
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'detached' })
    const line = page.getByLabel('New todo')
    await line.focus()
    await page.keyboard.press('Control+k')
    await expectFocus(field())
    await page.keyboard.press('Control+k')
    await palette().waitFor({ state: 'detached' })
    await expectFocus(line)
    expect(opened.errors).toEqual([])
  })

  it('starts a todo, a list and an export', async () => {
    await open('/exports')
    await choose('new t', 'New todo')
    await expectFocus(page.getByLabel('New todo'))
    await page.keyboard.press('Control+k')
    await choose('new t', 'New todo')
    await expectFocus(page.getByLabel('New todo'))
    await page.keyboard.press('Control+k')
    await choose('new l', 'New list')
    await page.getByRole('dialog', { name: 'New list' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Control+k')
    expect(await palette().count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Command menu' }).click()
    await choose('subscribe', 'Export to a calendar app')
    await page.getByRole('dialog', { name: 'Export to a calendar app' }).waitFor()
  })

  it('changes the theme and shows the shortcuts', async () => {
    await open()
    await choose('dark', 'Use the dark theme')
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    await page.keyboard.press('Control+k')
    await choose('system', 'Use the system’s theme')
    await page.keyboard.press('Control+k')
    await choose('keys', 'Keyboard shortcuts')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('find a todo').waitFor()
  })

  it('can be used with a finger', async () => {
    const phone = await opened.openPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await phone.goto('/')
    await phone.getByRole('button', { name: 'Command menu' }).tap()
    await phone.getByRole('option', { name: 'Calendar', exact: true }).tap()
    await phone.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor()
    expect(await phone.getByRole('dialog').count()).toBe(0)
    await phone.context().close()
  })
})
