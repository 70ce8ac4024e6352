import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { holdRequests, openTestPage, type TestPage, textsOf } from '../harness/test-page.ts'
import { type Todo, useService } from '../harness/test-service.ts'
import { expectStored, expectTitles, fillDeadline, readDeadline, storedTodos } from '../harness/todos-page.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Monday noon in UTC. */
const now = new Date('2026-11-23T12:00:00Z')

const zones = [
  {
    timezoneId: 'Australia/Brisbane',
    fri5pm: '2026-11-27T07:00:00',
    noon: 'Fri 10 pm',
    field: '2026-11-27T22:00',
    week: ['tonight', 'on Saturday', 'on Sunday', 'on Monday at 9'],
  },
  {
    timezoneId: 'UTC',
    fri5pm: '2026-11-27T17:00:00',
    noon: 'Fri 12 pm',
    field: '2026-11-27T12:00',
    week: ['tonight', 'on Saturday', 'on Sunday', 'on Monday at 9', 'on Monday at 19'],
  },
  {
    timezoneId: 'America/New_York',
    fri5pm: '2026-11-27T22:00:00',
    noon: 'Fri 7 am',
    field: '2026-11-27T07:00',
    week: ['tonight', 'on Saturday', 'on Sunday', 'on Monday at 9', 'on Monday at 19', 'on Tuesday at 3'],
  },
]

async function editDeadline(page: Page, title: string, value: string): Promise<void> {
  await page.getByRole('button', { name: title, exact: true }).click()
  await fillDeadline(page, value)
}

describe.skipIf(!hasBrowser)('deadlines of todos', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage

  async function openTodos(path: string, at: Date, options: BrowserContextOptions) {
    const page = await opened.reusePage(options)
    await page.clock.setFixedTime(at)
    await page.goto(path)
    return page
  }

  async function add(page: Page, line: string): Promise<Todo | undefined> {
    const before = (await storedTodos(service)).length
    await page.getByLabel('New todo').fill(line)
    await page.getByLabel('New todo').press('Enter')
    return waitFor(`“${line}” to be saved`, async () => {
      const todos = await storedTodos(service)
      return todos.length > before && todos.at(-1)
    })
  }

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    return () => opened[Symbol.asyncDispose]()
  })

  describe.each(zones)('in $timezoneId', ({ timezoneId, fri5pm, noon, field, week }) => {
    it('shows local times in quick add, list and form', async () => {
      await service.replaceTodos([{ title: 'Noon in UTC', deadline_at: '2026-11-27T12:00:00Z' }])
      const page = await openTodos('/', now, { timezoneId })
      await page.getByText(noon).waitFor()
      await page.getByRole('button', { name: 'Noon in UTC', exact: true }).click()
      expect(await readDeadline(page)).toBe(field)
      await fillDeadline(page, '2026-12-01T09:30')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Tue, 1 Dec, 9:30 am').waitFor()
      expect(await add(page, 'hand in fri 5pm')).toMatchObject({ title: 'hand in', deadline_at: fri5pm })
      expect(await add(page, 'call mum tomorrow')).toMatchObject({ deadline_on: '2026-11-24' })
    })

    it('ends the next days at local midnight', async () => {
      await service.replaceTodos(
        Object.entries({
          'an hour ago': '2026-11-23T11:00:00Z',
          tonight: '2026-11-23T13:00:00Z',
          'on Saturday': '2026-11-28T12:00:00Z',
          'on Sunday': '2026-11-29T12:00:00Z',
          'on Monday at 9': '2026-11-30T09:00:00Z',
          'on Monday at 19': '2026-11-30T19:00:00Z',
          'on Tuesday at 3': '2026-12-01T03:00:00Z',
          'on Tuesday at 5': '2026-12-01T05:00:00Z',
        }).map(([title, deadline_at]) => ({ title, deadline_at })),
      )
      const page = await openTodos('/?show=next&sort=deadline', now, { timezoneId })
      await expectTitles(page, week)
    })
  })

  describe('that are dates', () => {
    // Berlin's Monday ends at 23:00 UTC.
    const dates = { Monday: '2026-11-23', Tuesday: '2026-11-24', Friday: '2026-11-27' }

    beforeAll(async () => {
      await service.ask('PUT /settings', { json: { timeZone: 'Europe/Berlin' } })
      await service.replaceTodos(
        Object.entries(dates).map(([title, deadline_on]) => ({ title, deadline_on })),
      )
    })

    it.each([
      ['America/New_York', '2026-11-23T12:00:00Z', ['Today', 'Tomorrow', 'Fri, 27 Nov in 4 days']],
      ['America/New_York', '2026-11-23T23:30:00Z', ['Today overdue', 'Tomorrow', 'Fri, 27 Nov in 4 days']],
      ['Europe/Berlin', '2026-11-23T22:59:00Z', ['Today', 'Tomorrow', 'Fri, 27 Nov in 4 days']],
      [
        'Europe/Berlin',
        '2026-11-23T23:01:00Z',
        ['Yesterday overdue by 1 day', 'Today', 'Fri, 27 Nov in 3 days'],
      ],
      ['Australia/Sydney', '2026-11-23T12:59:00Z', ['Today', 'Tomorrow', 'Fri, 27 Nov in 4 days']],
      ['Australia/Sydney', '2026-11-23T22:59:00Z', ['Yesterday', 'Today', 'Fri, 27 Nov in 3 days']],
    ])('are the same days in %s at %s', async (timezoneId, at, words) => {
      const page = await openTodos('/?show=all&sort=deadline', new Date(at), { timezoneId })
      await expectTitles(page, Object.keys(dates))
      expect((await textsOf(page, '.todo-row time')).map(text => text.replaceAll(/\s+/g, ' '))).toEqual(words)
      for (const date of Object.values(dates))
        expect(await page.locator(`.todo-row time[datetime="${date}"]`).count()).toBe(1)
      await page.getByRole('button', { name: 'Friday', exact: true }).click()
      expect(await readDeadline(page)).toBe('2026-11-27')
    })

    it('have their place in the list before the server has answered', async () => {
      const page = await openTodos('/?show=next&sort=deadline', now, { timezoneId: 'Europe/Berlin' })
      await expectTitles(page, ['Monday', 'Tuesday', 'Friday'])
      const answer = await holdRequests(page, /trpc\/(?:createTodo|updateTodo)/)
      await page.getByLabel('New todo').fill('Wednesday on wed')
      await page.getByText('Due Wed').waitFor()
      await page.getByLabel('New todo').press('Enter')
      await editDeadline(page, 'Friday', '2026-11-23')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expectTitles(page, ['Monday', 'Tuesday', 'Wednesday'])
      await page.getByRole('textbox', { name: 'Title' }).waitFor()
      answer()
      await expectTitles(page, ['Monday', 'Friday', 'Tuesday', 'Wednesday'])
      await expectStored(service, { title: 'Wednesday', deadline_on: '2026-11-25' })
      await page.unrouteAll()
    })
  })

  it('keeps the time of day across a change of the clocks', async () => {
    await service.replaceTodos([])
    // In New York the clocks go forward on 14 March 2027.
    const friday = new Date('2027-03-12T17:00:00Z')
    const page = await openTodos('/', friday, { timezoneId: 'America/New_York' })
    expect(await add(page, 'before sat 9am')).toMatchObject({ deadline_at: '2027-03-13T14:00:00' })
    expect(await add(page, 'after mon 9am')).toMatchObject({ deadline_at: '2027-03-15T13:00:00' })
    await page.getByText('Mon 9 am').waitFor()
  })

  it('explains times that the clocks skip or repeat', async () => {
    await service.replaceTodos([{ title: 'The clocks' }])
    const page = await openTodos('/', new Date('2027-03-12T17:00:00Z'), { timezoneId: 'America/New_York' })
    await editDeadline(page, 'The clocks', '2027-03-14T02:30')
    await page
      .getByText('This time doesn’t exist on that day (clocks go forward). It will be saved as')
      .waitFor()
    expect(await page.getByText('This time doesn’t exist on that day').innerText()).toMatch(/3:30:00 am/)
    await fillDeadline(page, '2027-11-07T01:30')
    await page.getByText('This time occurs twice on that day').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectStored(service, { deadline_at: '2027-11-07T05:30:00' })
  })

  it('keeps a deadline to the microsecond when another field is edited', async () => {
    const second = '2027-11-07T06:30:15.250000'
    await service.replaceTodos([{ title: 'Second', deadline_at: `${second}Z` }])
    const page = await openTodos('/', now, { timezoneId: 'America/New_York' })
    await page.getByRole('button', { name: 'Second', exact: true }).click()
    await page.getByLabel('Title').fill('Still the second half past one')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Still the second half past one', exact: true }).waitFor()
    expect(await storedTodos(service)).toMatchObject([
      { title: 'Still the second half past one', deadline_at: second },
    ])
  })

  it('reads numeric dates by locale', async () => {
    await service.replaceTodos([])
    for (const [locale, deadline_on] of [
      ['en-AU', '2027-05-04'],
      ['en-US', '2027-04-05'],
    ] as const) {
      const page = await openTodos('/', now, { timezoneId: 'UTC', locale })
      expect(await add(page, 'pay 4/5')).toMatchObject({ title: 'pay', deadline_on })
    }
  })

  it('are moved to the days of the settings, where their time zone is kept in a browser with other days', async () => {
    await service.ask('PUT /settings', { json: { timeZone: 'Australia/Brisbane' } })
    await service.replaceTodos([
      { title: 'At two', deadline_at: '2026-11-20T16:00:00Z' },
      { title: 'On Friday', deadline_on: '2026-11-20' },
    ])
    // Monday evening in Berlin, and Tuesday morning in Brisbane.
    const at = new Date('2026-11-23T19:00:00Z')
    const page = await openTodos('/?sort=newest', at, { timezoneId: 'Europe/Berlin' })
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    const focus = (title: string) => page.getByRole('button', { name: title, exact: true }).focus()
    const choice = (name: string) => page.getByRole('dialog').getByRole('button', { name })
    await focus('At two')
    await page.keyboard.press('t')
    await page.getByText('Moved “At two” to Today').waitFor()
    await expectStored(service, { title: 'At two', deadline_at: '2026-11-23T16:00:00' })
    await page.keyboard.press('d')
    await choice('Tomorrow Wed, 25 Nov').click()
    await expectStored(service, { title: 'At two', deadline_at: '2026-11-24T16:00:00' })
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await focus('On Friday')
    await page.keyboard.press('d')
    await choice('Today Tue, 24 Nov').click()
    await page.getByText('Moved “On Friday” to Today').waitFor()
    await expectStored(service, { title: 'On Friday', deadline_on: '2026-11-24' })
    await editDeadline(page, 'On Friday', '2026-11-30T17:00')
    await page.getByRole('button', { name: 'Today', exact: true }).click()
    expect(await readDeadline(page)).toBe('2026-11-24T17:00')
  })
})
