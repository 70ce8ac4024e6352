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
    const mark = page.getByTitle('Every week, 5 times')
    await mark.waitFor()
    expect((await middleOf(mark.locator('svg'))) - (await middleOf(page.locator('.deadline')))).toBeCloseTo(
      0,
      -0.5,
    )
    await page.getByRole('button', { name: 'Water the plants', exact: true }).focus()
    await page.keyboard.press('d')
    await page.getByRole('button', { name: /^Next week/ }).waitFor()
    expect(await page.getByRole('button', { name: 'No date' }).count()).toBe(0)
    await page.keyboard.press('Escape')
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
  await repeat.selectOption('As a rule (RRULE)…')
  expect(await rule.inputValue()).toBe('FREQ=WEEKLY;BYDAY=SA')
  await rule.fill('FREQ=HOURLY')
  await save()
  await page.getByText('FREQ must be one of').waitFor()
  await expect.poll(() => rule.getAttribute('aria-invalid')).toBe('true')
  await repeat.selectOption('Every day')
  expect(await repeat.getAttribute('aria-invalid')).toBe('false')
  await repeat.selectOption('As a rule (RRULE)…')
  await rule.fill('FREQ=DAILY;BYMONTH=5')
  await save()
  await expectRepeat({ rule: 'FREQ=DAILY;BYMONTH=5', from: 'completion' })

  await edit()
  await repeat.selectOption('Custom…')
  const interval = page.getByLabel('Every', { exact: true })
  await interval.fill('')
  await interval.fill('2')
  await page.getByLabel('Unit').selectOption('weeks')
  for (const day of ['Monday', 'Wednesday']) await page.getByRole('button', { name: day }).click()
  await page.getByLabel('Ends').selectOption('After a number of times')
  await save()
  const times = page.getByLabel('Times', { exact: true })
  expect(await times.evaluate((field: HTMLInputElement) => field.validity.valueMissing)).toBe(true)
  await times.fill('4')
  await save()
  await expectRepeat({ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4', from: 'completion' })
  await page.getByTitle('Every 2 weeks on Monday and Wednesday after completion, 4 times').waitFor()

  await edit()
  await page.getByLabel('Unit').selectOption('months')
  await page.getByLabel('On', { exact: true }).selectOption('the first Saturday')
  await page.getByLabel('Ends').selectOption('On a day')
  await page.getByLabel('Last day').fill('2041-01-05')
  await save()
  await expectRepeat({ rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1SA;UNTIL=20410105', from: 'completion' })

  await edit()
  await page.getByRole('button', { name: 'Remove deadline' }).click()
  await save()
  await expectRepeat(undefined)
})
