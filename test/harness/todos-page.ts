import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { textsOf } from './test-page.ts'
import type { TestService, Todo } from './test-service.ts'

export const titlesOn = (page: Page): Promise<string[]> => textsOf(page, '.todo-title')

/** Waits until the server has answered all changes: the page shows them earlier, and would send them again after a reload. */
export async function expectSent(page: Page): Promise<void> {
  const count = () =>
    page.evaluate(
      () => Object.keys(localStorage).filter(key => key.startsWith('taskoverflow-change-')).length,
    )
  await expect.poll(count).toBe(0)
}

/**
 * Replaces the todos, and loads the page at `path`. Waits until the page has sent what it changed before: its changes
 * would otherwise reach the new todos.
 */
export async function showTodos(
  service: TestService,
  page: Page,
  path: string,
  todos: Parameters<TestService['replaceTodos']>[0],
): Promise<void> {
  await expectSent(page)
  await service.replaceTodos(todos)
  await page.evaluate(() => sessionStorage.clear())
  await page.goto(path)
}

/** Shows all of three todos as the list has them: three, two, one. */
export async function showThreeTodos(service: TestService, page: Page): Promise<void> {
  const todos = ['one', 'two', 'three'].map((title, n) => ({ title, created_at: new Date(n * 1000) }))
  await showTodos(service, page, '/?show=all&sort=newest', todos)
  await expectTitles(page, ['three', 'two', 'one'])
}

/** The titles in the list, from the top. */
export async function expectTitles(page: Page, titles: string[]): Promise<void> {
  await expect.poll(() => titlesOn(page)).toEqual(titles)
}

export const storedTodos = async (service: TestService): Promise<Todo[]> =>
  (await service.ask('GET /todos?order=asc')).json as Todo[]

/** Waits for the server: the page shows a change earlier. */
export async function expectStored(service: TestService, todo: Partial<Todo>): Promise<void> {
  await expect.poll(() => storedTodos(service)).toContainEqual(expect.objectContaining(todo))
}

export const filterLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name })

/** The number of todos that the page shows beside a filter. */
export async function expectCount(page: Page, filter: string, count: string): Promise<void> {
  await expect.poll(() => filterLink(page, filter).locator('.filter-count').innerText()).toBe(count)
}

const deadlineFields = (page: Page) => [
  page.getByLabel('Deadline', { exact: true }),
  page.getByLabel('Time (optional)', { exact: true }),
]

/** Types a date, `2026-11-27`, or a local time, `2026-11-27T17:00`, into the form of a todo. */
export async function fillDeadline(page: Page, deadline: string): Promise<void> {
  const [date = '', time = ''] = deadline.split('T')
  const [dateField, timeField] = deadlineFields(page)
  await dateField?.fill(date)
  await timeField?.fill(time)
}

/** The date or local time in the form of a todo. */
export async function readDeadline(page: Page): Promise<string> {
  const values = await Promise.all(deadlineFields(page).map(field => field.inputValue()))
  return values.filter(value => value !== '').join('T')
}
