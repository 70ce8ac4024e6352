import { expect, test } from 'vitest'
import { useService } from '../harness/test-service.ts'
import { askAll, doors, same } from './doors.ts'
import { openRestDoor } from './rest-door.ts'

const service = useService({ broker: 'postgres', withWorker: false })

const input = { title: 'Once', deadlineOn: '2030-01-04', tags: ['a'] }
/** The same todo, with defaults, in another order. */
const sameInput = { priority: 'none', tags: ['a'], deadlineAt: '2030-01-04', title: 'Once', completed: false }

test.for(doors)('returns the same todo for the same key, as it is now: $name', async ({ name, open }) => {
  const door = open(service.url)
  const key = `key-of-${name}`
  const made = await door.createTodo(input, key)
  const again = () => askAll(service.url, other => other.createTodo(sameInput, key))
  expect(await again()).toEqual(same(made))
  const changed = await door.updateTodo(made.id, { title: 'Twice', completed: true, tags: [] })
  expect(await again()).toEqual(same(changed))
  await expect(door.createTodo({ ...input, title: 'Twice' }, key)).rejects.toMatchObject({ code: 'conflict' })

  await door.deleteTodo(made.id)
  expect(await again()).toEqual(same(changed))
  expect((await door.listTrash()).items.map(({ todo }) => todo.id)).toContain(made.id)
  await door.emptyTrash()
  await expect(door.createTodo(input, key)).rejects.toMatchObject({ code: 'notFound' })

  expect((await door.createTodo(input, `${key}2`)).id).not.toBe(made.id)
  for (const wrong of ['', 'a b', 'x'.repeat(256)])
    await expect(door.createTodo(input, wrong)).rejects.toMatchObject({ code: 'badInput' })
})

test('creates one todo for requests that arrive at the same time', async () => {
  const requests = Array.from({ length: 5 }, () =>
    askAll(service.url, door => door.createTodo(input, 'at-once')),
  )
  const todos = (await Promise.all(requests)).flat()
  expect(new Set(todos.map(({ id }) => id)).size).toBe(1)
})

test('returns the todo although its list is gone', async () => {
  const door = openRestDoor(service.url)
  const list = await door.createList({ name: 'Short-lived' })
  const made = await door.createTodo({ ...input, list: 'Short-lived' }, 'in-a-list')
  expect(made.listId).toBe(list.id)
  await door.deleteList(list.id)
  expect(await door.createTodo({ ...input, list: 'Short-lived' }, 'in-a-list')).toMatchObject({
    id: made.id,
    listId: null,
  })
  await expect(door.createTodo({ ...input, list: 'Short-lived' }, 'another')).rejects.toMatchObject({
    code: 'badInput',
  })
})
