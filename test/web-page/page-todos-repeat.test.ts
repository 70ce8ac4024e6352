import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage } from '../harness/test-page.ts'
import { startTestService } from '../harness/test-service.ts'
import { fillDeadline, storedTodos } from '../harness/todos-page.ts'

const middleOf = (locator: Locator) =>
  locator.evaluate(element => {
    const { top, height } = element.getBoundingClientRect()
    return top + height / 2
  })

test.skipIf(!hasBrowser)(
  'moves a repeating todo to its next occurrence when it is completed, and back when that is undone',
  async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const rule = 'FREQ=WEEKLY;COUNT=5'
    await service.createTodo({ title: 'Water the plants', deadline_on: '2040-01-06', repeat: { rule } })
    await using opened = await openTestPage(service.url)
    const { page } = opened
    const stored = async () => {
      const [{ deadline_on, repeat, completed } = {}] = await storedTodos(service)
      return [deadline_on, repeat?.rule, completed].join(' ')
    }
    await page.goto('/')
    const mark = page.getByTitle('Repeats')
    await mark.waitFor()
    expect((await middleOf(mark.locator('svg'))) - (await middleOf(page.locator('.deadline')))).toBeCloseTo(
      0,
      -0.5,
    )
    await page.getByRole('checkbox', { name: 'Completed: Water the plants' }).click()
    await page.getByText(/^Next: .*2040/).waitFor()
    await expect.poll(stored).toBe('2040-01-13 FREQ=WEEKLY;COUNT=4 false')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stored).toBe('2040-01-06 FREQ=WEEKLY;COUNT=5 false')
  },
)

test.skipIf(!hasBrowser)('sets, refuses and ends a repetition in the form', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await service.createTodo({ title: 'Water the plants' })
  await using opened = await openTestPage(service.url)
  const { page } = opened
  const repeat = page.getByLabel('Repeat', { exact: true })
  const rule = page.getByLabel('Rule (RRULE)')
  const edit = () => page.getByRole('button', { name: 'Water the plants', exact: true }).click()
  const save = () => page.getByRole('button', { name: 'Save' }).click()
  const storedRepeat = async () => (await storedTodos(service))[0]?.repeat
  async function expectRepeat(expected: Awaited<ReturnType<typeof storedRepeat>>) {
    await expect.poll(storedRepeat).toEqual(expected)
  }
  await page.goto('/')
  await edit()
  await page.getByText('Set a deadline first').waitFor()
  expect(await repeat.isDisabled()).toBe(true)
  await fillDeadline(page, '2040-01-06')
  await repeat.selectOption('Every week on Friday')
  await fillDeadline(page, '2040-01-07')
  await page.getByLabel('Count from completion').check()
  await save()
  await expectRepeat({ rule: 'FREQ=WEEKLY;BYDAY=SA', from: 'completion' })

  await edit()
  await repeat.selectOption('Custom…')
  expect(await rule.inputValue()).toBe('FREQ=WEEKLY;BYDAY=SA')
  await rule.fill('FREQ=HOURLY')
  await save()
  await page.getByText('FREQ must be one of').waitFor()
  await expect.poll(() => rule.getAttribute('aria-invalid')).toBe('true')
  await repeat.selectOption('Every day')
  expect(await repeat.getAttribute('aria-invalid')).toBe('false')
  await repeat.selectOption('Custom…')
  await rule.fill('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')
  await save()
  await expectRepeat({ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', from: 'completion' })

  await edit()
  await page.getByRole('button', { name: 'Remove deadline' }).click()
  await save()
  await expectRepeat(undefined)
})
