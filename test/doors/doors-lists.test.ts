import { beforeAll, describe, expect, test } from 'vitest'
import { useService } from '../harness/test-service.ts'
import type { Door } from './door.ts'
import { askAll, doors, readPages, same } from './doors.ts'

describe.each(doors)('lists, tags and priorities at the $name door', ({ open }) => {
  const service = useService({ broker: 'postgres' })
  let door: Door
  beforeAll(() => {
    door = open(service.url)
  })

  const names = async () => (await door.getLists()).map(({ name }) => name)
  const titlesOf = async (filter: object) =>
    (await door.listTodos({ ...filter, sort: 'title' })).items.map(({ title }) => title)

  test('keeps lists in their order, the same for every door', async () => {
    const uni = await door.createList({ name: 'Uni', color: 'Teal' })
    const work = await door.createList({ name: ' Work ', position: 1 })
    expect(uni).toMatchObject({ name: 'Uni', color: 'teal', position: 1, isInbox: false })
    expect(await names()).toEqual(['Inbox', 'Work', 'Uni'])
    expect(await door.updateList(work.id, { position: 0, color: '#AABBCC' })).toMatchObject({
      name: 'Work',
      color: '#aabbcc',
      position: 0,
    })
    expect(await names()).toEqual(['Work', 'Inbox', 'Uni'])
    expect(await door.updateList(work.id, { name: 'Job', color: null, position: 100 })).toMatchObject({
      name: 'Job',
      color: null,
      position: 2,
    })
    expect(await askAll(service.url, other => other.getLists())).toEqual(same(await door.getLists()))
  })

  test('refuses names that are taken, empty or of several lines, and unknown lists', async () => {
    const badInput = { code: 'badInput' }
    await expect(door.createList({ name: 'ÚNI' })).rejects.toMatchObject(badInput)
    for (const name of ['', ' ', 'a\nb', 'x'.repeat(101), 5, null])
      await expect(door.createList({ name })).rejects.toMatchObject(badInput)
    await expect(door.createList({ name: 'x', color: 'nope' })).rejects.toMatchObject(badInput)
    const inbox = (await door.getLists()).find(({ isInbox }) => isInbox)
    await expect(door.deleteList(inbox?.id ?? 0)).rejects.toMatchObject(badInput)
    await expect(door.deleteList(99_999)).rejects.toMatchObject({ code: 'notFound' })
    await expect(door.updateList(99_999, { name: 'x' })).rejects.toMatchObject({ code: 'notFound' })
    await expect(door.createTodo({ title: 'x', list: 'nowhere' })).rejects.toMatchObject(badInput)
    await expect(door.listTodos({ list: ['nowhere'] })).rejects.toMatchObject(badInput)
  })

  test('creates and changes todos with a list, tags and a priority', async () => {
    const lists = await door.getLists()
    const uni = lists.find(({ name }) => name === 'Uni')
    const made = await door.createTodo({
      title: 'essay',
      list: 'uni',
      tags: [' exam ', 'EXAM', 'später'],
      priority: 'high',
    })
    expect(made).toMatchObject({ listId: uni?.id, tags: ['exam', 'später'], priority: 'high' })
    const moved = await door.updateTodo(made.id, { list: null, tags: [], priority: 'none' })
    expect(moved).toMatchObject({ listId: null, tags: [], priority: 'none' })
    const back = await door.updateTodo(made.id, { list: `${uni?.id}`, tags: ['exam'], priority: 'high' })
    expect(await door.updateTodo(made.id, { list: 'Uni', tags: ['exam'] })).toEqual(back)
    expect(await askAll(service.url, other => other.getTodo(made.id))).toEqual(same(back))
    for (const bad of [
      { tags: ['x'.repeat(51)] },
      { tags: [''] },
      { tags: ['a\nb'] },
      { priority: 'urgent' },
    ])
      await expect(door.updateTodo(made.id, bad)).rejects.toMatchObject({ code: 'badInput' })
  })

  test('filters by list, tag, priority and words, in fields and in the filter language', async () => {
    await door.createTodo({ title: 'Éclairs für Zoë', tags: ['Café'], description: 'two  dozen' })
    await door.createTodo({ title: 'report', list: 'Uni', priority: 'medium', deadlineOn: '2030-01-02' })
    await door.createTodo({ title: 'walk', list: 'Job', tags: ['later', 'exam'], completed: true })
    const expected: [filter: object, language: string, titles: string[]][] = [
      [{ list: ['uni'] }, 'list:UNI', ['essay', 'report']],
      [{ list: ['uni', 'job'] }, 'list:uni,job', ['essay', 'report', 'walk']],
      [{ withoutList: ['uni', 'inbox'] }, '-list:uni,inbox', ['walk']],
      [{ tag: ['exam'] }, 'tag:exam', ['essay', 'walk']],
      [{ tag: ['EXAM', 'later'] }, 'tag:EXAM tag:later', ['walk']],
      [{ tag: ['exam'], withoutTag: ['later'] }, 'tag:exam -tag:later', ['essay']],
      [{ tag: ['cafe'] }, 'tag:"cafe"', ['Éclairs für Zoë']],
      [{ priority: ['high', 'medium'] }, 'p:high,medium', ['essay', 'report']],
      [{ priority: ['medium'] }, 'priority:medium', ['report']],
      [{ search: 'zoe eclairs' }, 'ZOE eclairs', ['Éclairs für Zoë']],
      [{ search: 'dozen FÜR -report' }, 'dozen FÜR -report', ['Éclairs für Zoë']],
      [{ search: '"two  dozen"' }, '"two  dozen"', ['Éclairs für Zoë']],
      [{ search: 'essay report' }, 'essay report', []],
      [{ hasDeadline: true }, 'due:any', ['report']],
      [{ completed: true }, 'is:done', ['walk']],
      [{ from: '2030-01-02', to: '2030-01-03' }, 'due:2030-01-02', ['report']],
      [{ list: ['uni'], completed: false, search: 'ess' }, 'list:uni is:open ess', ['essay']],
    ]
    for (const [fields, filter, titles] of expected) {
      expect([fields, await titlesOf(fields)]).toEqual([fields, titles])
      expect([filter, await titlesOf({ filter })]).toEqual([filter, titles])
      expect([filter, (await door.countTodos({ filter })).total]).toEqual([filter, titles.length])
    }
    expect(await titlesOf({ filter: 'tag:exam', completed: false })).toEqual(['essay'])
    for (const filter of ['p:urgent', 'is:new', 'from:tomorrow', 'due:2030-02-30', 'list:nowhere'])
      await expect(door.listTodos({ filter })).rejects.toMatchObject({ code: 'badInput' })
  })

  test('lists the best matches of a search first, also page by page', async () => {
    for (const [title, description, completed] of [
      ['something about apples', null, false],
      ['apple pie', null, false],
      ['apple cake', null, true],
      ['bake', 'pineapple', false],
    ] as const)
      await door.createTodo({ title, description, completed })
    const ranked = ['apple pie', 'something about apples', 'apple cake', 'bake']
    for (const limit of [1, 3, 100]) {
      const pages = await readPages(after => door.listTodos({ search: 'apple', limit, after }))
      expect(
        pages
          .flat()
          .map(({ title }) => title)
          .toSorted(),
      ).toEqual(ranked.toSorted())
      expect(pages.flat()[0]?.title).toMatch(/apple pie|something about apples/)
      expect(
        pages
          .flat()
          .map(({ title }) => title)
          .slice(2),
      ).toEqual(ranked.slice(2))
    }
  })

  test('makes files of a part of the todos, with CATEGORIES and PRIORITY', async () => {
    const job = await door.createCalendarJob({ component: 'both', filter: 'list:uni tag:exam is:open' })
    await service.finishTask(job)
    const { text: file } = await service.ask(`GET /todos/ical/${job}/result`)
    expect(file.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:essay'])
    expect(file).toContain('CATEGORIES:exam\r\n')
    expect(file).toContain('PRIORITY:1\r\n')
    const feed = await door.createFeed({ name: 'Uni', options: { list: ['Uni'], priority: ['medium'] } })
    const uni = (await door.getLists()).find(({ name }) => name === 'Uni')
    expect(feed.options).toMatchObject({ list: [`${uni?.id}`], priority: ['medium'] })
    const changed = await door.updateFeed(feed.id, { options: { ...feed.options, tag: ['exam'] } })
    expect(changed.options).toMatchObject({ list: [`${uni?.id}`], tag: ['exam'] })
  })

  test('moves the todos of a deleted list to the inbox', async () => {
    const before = await titlesOf({ list: ['uni'] })
    const uni = (await door.getLists()).find(({ name }) => name === 'Uni')
    expect(await door.deleteList(uni?.id ?? 0)).toEqual(uni)
    expect(await names()).not.toContain('Uni')
    expect(await titlesOf({ list: ['inbox'] })).toEqual(expect.arrayContaining(before))
  })

  test('restores a deleted list with its id and place, and the todos that are still in the inbox', async () => {
    const other = await door.createList({ name: 'Restored', position: 1, color: 'teal' })
    const lists = await names()
    const [kept, moved] = [
      await door.createTodo({ title: 'kept', list: 'Restored' }),
      await door.createTodo({ title: 'moved', list: 'Restored' }),
    ]
    await door.deleteList(other.id)
    await door.updateTodo(moved.id, { list: 'Job' })
    const taken = await door.createList({ name: 'restored' })
    await expect(door.restoreList(other.id)).rejects.toMatchObject({ code: 'badInput' })
    await door.deleteList(taken.id)
    expect(await door.restoreList(other.id)).toEqual(other)
    expect(await names()).toEqual(lists)
    expect(await titlesOf({ list: [`${other.id}`] })).toEqual(['kept'])
    expect((await door.getTodo(kept.id)).listId).toBe(other.id)
    expect(await door.restoreList(other.id)).toEqual(other)
    await expect(door.restoreList(99_999)).rejects.toMatchObject({ code: 'notFound' })
    await door.deleteList(other.id)
    for (const { id } of [kept, moved]) await door.deleteTodo(id)
  })

  test('puts a new list last, and restored ones between their neighbours', async () => {
    const before = await names()
    const ids: Record<string, number> = {}
    for (const name of ['A', 'B', 'C', 'D']) ids[name] = (await door.createList({ name })).id
    for (const name of ['B', 'C']) await door.deleteList(ids[name] ?? 0)
    const { id, position } = await door.createList({ name: 'E' })
    expect(position).toBe(before.length + 2)
    expect(await names()).toEqual([...before, 'A', 'D', 'E'])
    await door.updateList(id, { position: 0 })
    for (const name of ['C', 'B']) await door.restoreList(ids[name] ?? 0)
    expect(await names()).toEqual(['E', ...before, 'A', 'B', 'C', 'D'])
    for (const list of [id, ...Object.values(ids)]) await door.deleteList(list)
  })

  test('shows deleted todos of a deleted list in the inbox, to which they return', async () => {
    await door.emptyTrash()
    const { id } = await door.createList({ name: 'Short-lived' })
    const todo = { title: 'short-lived', list: 'Short-lived' }
    const made = await door.createTodo(todo, 'short-lived')
    await door.deleteTodo(made.id)
    await door.deleteList(id)
    const [trashed] = (await door.listTrash()).items
    expect(trashed?.todo).toEqual({ ...made, listId: null })
    expect(await door.createTodo(todo, 'short-lived')).toEqual(trashed?.todo)
    expect((await door.restoreTodo(made.id)).listId).toBeNull()
    await door.deleteTodo(made.id)
  })

  test('keeps deleted todos in the trash, and restores them unchanged', async () => {
    await door.emptyTrash()
    const made = await door.createTodo({ title: 'back', tags: ['x'], list: 'Job', deadlineOn: '2030-01-02' })
    const other = await door.createTodo({ title: 'gone' })
    await door.deleteTodo(made.id)
    await door.deleteTodo(other.id)
    const pages = await readPages(after => door.listTrash({ limit: 1, after }))
    expect(pages.flat().map(({ todo }) => todo)).toEqual([other, made])
    expect(await askAll(service.url, async door => (await door.listTrash()).items)).toEqual(
      same(pages.flat()),
    )
    await expect(door.getTodo(made.id)).rejects.toMatchObject({ code: 'notFound' })
    const restored = await door.restoreTodo(made.id)
    expect(restored).toEqual({ ...made, updatedAt: expect.any(String) })
    expect(await door.restoreTodo(made.id)).toEqual(restored)
    expect((await door.listTrash()).items.map(({ todo }) => todo.id)).toEqual([other.id])
    expect(await door.emptyTrash()).toBe(1)
    await expect(door.restoreTodo(other.id)).rejects.toMatchObject({ code: 'notFound' })
    expect(await door.emptyTrash()).toBe(0)
  })
})
