import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'

/**
 * Two to three times what each takes of the page's main thread, relative to `drawRows`. The time that it waits for a processor
 * does not count, so other tests slow it down little.
 */
const limits = { open: 20, type: 0.5, add: 3, complete: 4, scroll: 2, switchView: 4 }

/** The work to compare with: makes and lays out a plain list, in small steps, as the page does. */
function drawRows(): void {
  const list = document.body.appendChild(document.createElement('ol'))
  for (let n = 0; n < 500; n += 1) {
    const row = list.appendChild(document.createElement('li'))
    row.append(Object.assign(document.createElement('input'), { type: 'checkbox' }))
    row.append(Object.assign(document.createElement('a'), { href: `#${n}`, textContent: `Todo ${n}` }))
    if (n % 50 === 0) row.getBoundingClientRect()
  }
  list.getBoundingClientRect()
  list.remove()
}

async function openSession(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

async function readCpuMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

const quietMs = 1
/** Polled until the page has nothing more to do. */
async function untilQuiet(session: CDPSession): Promise<number> {
  let last = -Infinity
  await expect
    .poll(
      async () => {
        const now = await readCpuMs(session)
        const grown = now - last
        last = now
        return grown
      },
      { interval: 150 },
    )
    .toBeLessThan(quietMs)
  return last
}

describe.skipIf(!hasBrowser)('the page with ten thousand todos', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page
  let session: CDPSession
  const measured: Partial<Record<keyof typeof limits, number>> = {}

  async function measure(what: keyof typeof limits, times: number, act: (n: number) => Promise<unknown>) {
    const before = await untilQuiet(session)
    for (let n = 0; n < times; n += 1) await act(n)
    measured[what] = ((await untilQuiet(session)) - before) / times
  }

  beforeAll(async () => {
    const now = Date.now()
    await service.replaceTodos(
      Array.from({ length: 10_000 }, (_, n) => ({
        title: `Todo ${n} ${'about something '.repeat(n % 3)}`,
        description: n % 4 === 0 ? 'Some words that say more about it' : null,
        deadline_at: n % 5 === 0 ? null : new Date(now + (n - 2_000) * 3_600_000),
        tags: n % 7 === 0 ? ['exam', 'home'] : [],
        priority: n % 4,
      })),
    )
    opened = await openTestPage(service.url)
    page = await opened.openPage()
    session = await openSession(page)
    await page.goto('/')
    return () => opened[Symbol.asyncDispose]()
  })

  it('opens and performs frequent actions within limits of processor time', async () => {
    await page.locator('.todo-title').first().waitFor()
    measured.open = await untilQuiet(session)
    const line = page.getByLabel('New todo')
    await line.fill('Pay')
    await measure('type', 20, n => line.press('rent fri 5pm #home x'.charAt(n) || ' '))
    await measure('add', 1, () => line.press('Enter'))
    const box = page.getByRole('checkbox').first()
    await measure('complete', 3, async () => {
      await box.press('Space')
      await untilQuiet(session)
    })
    await measure('scroll', 5, () => page.mouse.wheel(0, 800))
    const go = (view: string) => page.getByRole('link', { name: view, exact: true }).click()
    await measure('switchView', 4, async n => {
      await go(n % 2 ? 'Todos' : 'Calendar')
      await untilQuiet(session)
    })
    const draws: number[] = []
    for (let n = 0; n < 7; n += 1) {
      const before = await untilQuiet(session)
      await page.evaluate(drawRows)
      draws.push((await untilQuiet(session)) - before)
    }
    const drawMs = draws.toSorted((a, b) => a - b)[3] ?? 0
    const tooLong = Object.entries(limits).flatMap(([what, limit]) => {
      const ms = measured[what as keyof typeof limits] ?? Infinity
      return ms > limit * drawMs ? [`${what}: ${Math.round(ms)} ms, against ${Math.round(drawMs)} ms`] : []
    })
    expect(tooLong).toEqual([])
  })
})
