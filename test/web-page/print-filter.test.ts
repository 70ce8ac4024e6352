import { describe, expect, it } from 'vitest'
import { printFilter } from '../../client/web/todos/print-filter.ts'
import { readFilter } from '../../schema/read-filter.ts'
import type { TodoScope } from '../../schema/todo-scope.ts'

const lists = [
  { id: 1, name: 'Inbox' },
  { id: 2, name: 'Uni' },
  { id: 3, name: 'Summer, term' },
  { id: 4, name: '2024' },
  { id: 5, name: 'The "old" one' },
]

describe('a scope in the filter language', () => {
  it.each<[TodoScope, string]>([
    [{}, ''],
    [{ list: ['2'] }, 'list:Uni'],
    [{ list: ['3'] }, 'list:"Summer, term"'],
    [{ list: ['1', '2'] }, 'list:Inbox,Uni'],
    [{ list: ['2', '3'] }, 'list:2,3'],
    [{ list: ['4'], withoutList: ['5'] }, 'list:4 -list:5'],
    [{ list: ['77'] }, 'list:77'],
    [{ tag: ['exam', 'two words'], withoutTag: ['later'] }, 'tag:exam tag:"two words" -tag:later'],
    [
      { tag: ['"', '"a', 'a"', 'a "b" c', '""', 'd, ""'] },
      'tag:"""" tag:"""a" tag:a" tag:"a ""b"" c" tag:"""""" tag:"d, """""',
    ],
    [{ priority: ['medium', 'high'], hasDeadline: true }, 'p:medium,high due:any'],
    [{ hasDeadline: false, search: 'essay "two words" -draft' }, 'due:none essay "two words" -draft'],
  ])('%j', (scope, filter) => {
    expect(printFilter(scope, lists)).toBe(filter)
    const read = readFilter(filter)
    const toId = (name: string) => `${lists.find(list => list.name === name)?.id ?? name}`
    const found = 'filter' in read ? read.filter : undefined
    expect({
      ...found,
      ...(found?.list && { list: found.list.map(toId) }),
      ...(found?.withoutList && { withoutList: found.withoutList.map(toId) }),
    }).toEqual(scope)
  })
})
