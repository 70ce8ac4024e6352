import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { createFeed } from '../harness/test-feed.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { expectStored } from '../harness/todos-page.ts'

/** Monday, ten in the morning in Brisbane, the time zone of these tests. */
const now = new Date('2026-11-23T00:00:00Z')
const paths = ['/', '/calendar', '/exports', '/settings', '/trash', '/import', '/nonsense']
const widths = [390, 1280]
const messages = join(import.meta.dirname, '../../client/web/messages')

/** The fixed texts of a catalogue, whatever they are for. */
function listTexts(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts.trim()]
  return texts instanceof Object ? Object.values(texts).flatMap(listTexts) : []
}

/** The name of a list, which the server has given it. */
const inbox = 'Inbox'

/** The texts that are English, and are not the same in German. */
async function readEnglishTexts(): Promise<string[]> {
  const files = readdirSync(join(messages, 'de'))
  const catalogues = await Promise.all(
    files.map(async file => {
      const english = (await import(join(messages, file))) as { t?: unknown; common?: unknown }
      const german = (await import(join(messages, 'de', file))) as { texts: unknown }
      return { english: listTexts(english.t ?? english.common), german: listTexts(german.texts) }
    }),
  )
  const german = new Set([inbox, ...catalogues.flatMap(catalogue => catalogue.german)])
  return catalogues.flatMap(({ english }) => english).filter(text => text.length > 1 && !german.has(text))
}

/** Everything that the page says to readers and to screen readers. */
const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) said.push(walker.currentNode.textContent?.trim() ?? '')
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'])
        said.push(element.getAttribute(name)?.trim() ?? '')
    }
    return [document.title.replace(/ · TaskOverflow$/, ''), ...said]
  })

async function visit(page: Page, path: string) {
  await page.goto(path)
  await page.locator('#main :is(h1, h2)').first().waitFor()
  await expect.poll(() => page.locator('.loading').count()).toBe(0)
}

async function photograph(page: Page, name: string) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 })
    await takeScreenshot(page, `${name}-${width}`)
  }
}

describe.skipIf(!hasBrowser)('the page in other languages', () => {
  let service: TestService
  let opened: TestPage
  let english: ReadonlySet<string>

  async function openIn(locale: string, preloads = false) {
    const page = await opened.openPage({ locale, preloads })
    await page.clock.setFixedTime(now)
    return page
  }

  async function expectNoEnglish(page: Page) {
    expect((await saidOn(page)).filter(text => english.has(text))).toEqual([])
  }

  beforeAll(async () => {
    english = new Set(await readEnglishTexts())
    service = await startTestService({ broker: 'postgres', withWorker: false })
    opened = await openTestPage(service.url)
    await service.ask('PUT /settings', { json: { timeZone: 'Australia/Brisbane', weekStart: 'monday' } })
    await service.ask('POST /lists', { json: { name: 'Uni', color: '#2f8f5b' } })
    const todos = [
      { title: 'Miete zahlen', deadline_on: '2026-11-20', priority: 'high', tags: ['Wohnung'] },
      {
        title: 'Vortrag',
        deadline_at: '2026-11-23T05:30:00',
        list: 'Uni',
        repeat: { rule: 'FREQ=WEEKLY;BYDAY=MO' },
      },
      { title: 'פגישה עם דנה', deadline_on: '2026-12-04', description: 'Beschreibung: 123' },
      { title: 'Ohne Termin' },
      { title: 'Gelöschte' },
    ]
    for (const todo of todos) await service.createTodo(todo)
    await service.ask('DELETE /todos/5')
    await service.ask('POST /calendar')
    await createFeed(service, { name: 'Uni', window: { daysBack: 1, daysAhead: 30 } })
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  it('speaks German to German browsers, in every view', async () => {
    const page = await openIn('de-DE')
    expect(english.size).toBeGreaterThan(400)
    for (const path of paths) {
      await visit(page, path)
      await expectNoEnglish(page)
      await photograph(page, `german-${path.slice(1) || 'todos'}`)
    }
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.context().close()
  })

  it('has German dialogs, dates and quick add', async () => {
    const page = await openIn('de-DE')
    await visit(page, '/')
    await page.getByText('Fr., 4. Dez.').waitFor()
    await page.getByText('15:30').waitFor()
    const topOf = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y
    for (let width = 1000; width <= 1300; width += 20) {
      await page.setViewportSize({ width, height: 800 })
      expect(await topOf('.todo-tools select'), `${width} px`).toBe(await topOf('.todo-search'))
    }
    await page.getByRole('button', { name: 'Vortrag', exact: true }).click()
    await page.getByLabel('Wiederholung').waitFor()
    expect(await page.getByLabel('Wiederholung').locator('option:checked').innerText()).toBe(
      'Jede Woche am Montag',
    )
    await expectNoEnglish(page)
    await photograph(page, 'german-form')
    await page.keyboard.press('Escape')
    for (const [key, dialog] of [
      ['?', 'Tastenkürzel'],
      ['Control+k', 'Befehlsmenü'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('dialog', { name: dialog }).waitFor()
      await expectNoEnglish(page)
      await photograph(page, `german-${dialog === 'Befehlsmenü' ? 'palette' : 'help'}`)
      await page.keyboard.press('Escape')
    }
    await page.getByLabel('Neue Aufgabe').fill('Bericht morgen 15 Uhr !hoch')
    await page.getByText('Fällig Di., 24. Nov., 15:00').waitFor()
    await page.keyboard.press('Enter')
    await expectStored(service, { title: 'Bericht', deadline_at: '2026-11-24T05:00:00', priority: 'high' })

    await visit(page, '/exports')
    await page.getByRole('button', { name: 'Exportieren …' }).click()
    await page.getByText('Weitere Optionen').click()
    await page.getByRole('dialog').getByText('hat kein Datum').waitFor()
    await expectNoEnglish(page)
    await photograph(page, 'german-export')
    await page.context().close()
  })

  it('is loaded in one language', async () => {
    const page = await openIn('en-GB', true)
    const scripts: Promise<string>[] = []
    page.on('response', response => {
      if (response.url().endsWith('.js')) scripts.push(response.text().catch(() => ''))
    })
    // The last part that is loaded in advance.
    const preloaded = page.waitForResponse(/ExportDialog-.*\.js$/)
    await visit(page, '/')
    await preloaded
    const loaded = (await Promise.all(scripts)).join()
    expect(loaded).toContain('Upcoming')
    expect(loaded).toContain('Create calendar file')
    expect(loaded).not.toContain('Demnächst')
    expect(loaded).not.toContain('Kalenderdatei erstellen')
    await page.context().close()
  })

  it('uses the language that is chosen in the settings', async () => {
    const page = await openIn('en-GB')
    await visit(page, '/settings')
    await page.getByLabel('Language').selectOption('Deutsch')
    await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor()
    await page.getByLabel('Sprache').selectOption('System')
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.context().close()
  })

  it('stays in English when the translation cannot be loaded, until it can', async () => {
    const page = await openIn('de-DE')
    await page.route(/assets\/todos-/, route => route.abort())
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'Upcoming' }).waitFor()
    await page.unroute(/assets\/todos-/)
    await page.getByRole('link', { name: 'Kalender', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Kalender' }).waitFor()
    await page.getByRole('link', { name: 'Aufgaben', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Demnächst' }).waitFor()
    await expectNoEnglish(page)
    await page.context().close()
  })

  it('is laid out from right to left for languages of that direction', async () => {
    const page = await openIn('ar-EG')
    for (const path of paths) {
      await visit(page, path)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 })
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement
          return scrollWidth - clientWidth
        })
        expect([path, width, overflow]).toEqual([path, width, 0])
        await takeScreenshot(page, `right-to-left-${path.slice(1) || 'todos'}-${width}`)
      }
    }
    expect(await page.locator('html[dir="rtl"][lang="en"]').count()).toBe(1)
    await visit(page, '/calendar?view=month&day=2026-11-23')
    // Again, as long as the days are replaced when the settings and the todos arrive.
    const goLeft = async () => {
      await page.locator('[data-date="2026-11-23"] .day-number').focus()
      await page.keyboard.press('ArrowLeft')
      return page.evaluate(() => document.activeElement?.closest('td')?.dataset['date'])
    }
    await expect.poll(goLeft).toBe('2026-11-24')
    await page.context().close()
  })
})
