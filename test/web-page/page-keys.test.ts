import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { expectFocus, openTestPage, type TestPage, untilPainted } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectSent, expectTitles } from '../harness/todos-page.ts'

const views = ['/', '/calendar', '/exports']

describe.skipIf(!hasBrowser)('the keys of the page', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage
  let page: Page

  const field = (name: string) => page.getByLabel(name, { exact: true })
  const help = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' })

  async function open(path: string) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await untilPainted(page)
  }

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await expectSent(page)
    await service.replaceTodos([{ title: 'Feed the cat' }, { title: 'Water the plants' }])
  })

  it.each(['/', '/exports'])('n goes from %s to quick add', async view => {
    await open(view)
    await page.keyboard.press('n')
    await expectFocus(field('New todo'))
    await page.keyboard.type('nothing but this')
    expect(await field('New todo').inputValue()).toBe('nothing but this')
    await page.keyboard.press('Escape')
  })

  it('n adds a todo to the month in the calendar', async () => {
    await open('/calendar')
    await page.keyboard.press('n')
    await expectFocus(field('Title'))
  })

  it.each(['/', '/exports'])('/ goes from %s to the search', async view => {
    await open(view)
    await page.keyboard.press('/')
    await expectFocus(field('Search'))
    await page.keyboard.type('plants')
    await expectTitles(page, ['Water the plants'])
  })

  it.each(views)('? shows the shortcuts in %s, and Esc returns the focus', async view => {
    await open(view)
    const link = page.getByRole('link', { name: 'TaskOverflow' })
    await link.focus()
    await page.keyboard.press('?')
    await help().getByText('New todo').waitFor()
    await page.keyboard.press('Escape')
    await help().waitFor({ state: 'hidden' })
    await expectFocus(link)
  })

  it('does nothing when shortcuts are turned off', async () => {
    await open('/')
    await page.keyboard.press('?')
    await expectAccessibleEverywhere(page, 'help', 'dialog')
    await help().getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    await help().waitFor({ state: 'hidden' })
    await page.keyboard.press('n')
    expect(await field('New todo').evaluate(input => input === document.activeElement)).toBe(false)
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await help().getByRole('checkbox').check()
    await page.keyboard.press('Escape')
  })

  it.each([
    ['/', 'Feed the cat'],
    ['/calendar', 'Next month'],
    ['/exports', 'Export…'],
  ])('Tab goes through %s from top to bottom, each stop visible', async (view, content) => {
    await open(view)
    await page.getByText(content).first().waitFor({ state: 'attached' })
    const stops: Stop[] = []
    for (;;) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(readStop)
      if (stop === undefined) break
      stops.push(stop)
    }
    expect(stops[0]?.name).toBe('Skip to content')
    expect(stops.map(({ name }) => name)).toContain(content)
    expect(stops.filter(({ isOutlined, isInSight }) => !isOutlined || !isInSight)).toEqual([])
  })
})

type Stop = { name: string; isOutlined: boolean; isInSight: boolean }

/** Runs in the page: the focused element, or nothing once the focus has left the page. */
function readStop(): Stop | undefined {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return undefined
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const { top, left, bottom, right } = element.getBoundingClientRect()
  return {
    name: element.ariaLabel ?? element.textContent.trim(),
    isOutlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    isInSight: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
  }
}
