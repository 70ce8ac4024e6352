import { expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { useService } from '../harness/test-service.ts'

const service = useService({ broker: 'postgres', withWorker: false })

test('counts the open todos of each list, and lists the tags by their use', async () => {
  const client = createClient({ url: service.url })
  const { id: uni } = await client.createList.mutate({ input: { name: 'Uni' } })
  const { id: empty } = await client.createList.mutate({ input: { name: 'Empty' } })
  for (const input of [
    { title: 'a', list: 'Uni', tags: ['exam', 'rare'] },
    { title: 'b', list: 'Uni', tags: ['exam'] },
    { title: 'c', list: 'Uni', tags: ['exam'], completed: true },
    { title: 'd', tags: ['home', 'exam'] },
    { title: 'e', tags: ['home'] },
  ])
    await client.createTodo.mutate({ input })
  const inbox = (await client.lists.query()).find(({ isInbox }) => isInbox)?.id
  const counts = new Map((await client.listCounts.query()).map(({ listId, open }) => [listId, open]))
  expect([counts.get(uni), counts.get(inbox ?? 0), counts.get(empty)]).toEqual([2, 2, undefined])
  expect(await client.tags.query()).toEqual(['exam', 'home', 'rare'])
})
