import type { TodoScope } from '../../../schema/todo-scope.ts'
import { quoteName } from './quote-name.ts'

type Lists = readonly { id: number; name: string }[]

/** The scope of a job or a feed in the filter language, with names for the ids of lists. */
export function printFilter(scope: TodoScope, lists: Lists): string {
  const { list = [], withoutList = [], tag = [], withoutTag = [], priority, hasDeadline, search } = scope
  const toName = (id: string) => nameList(id, lists)
  return [
    list.length === 1 && list[0] !== undefined ? `list:${toName(list[0])}` : '',
    // A quoted name can only stand alone.
    list.length > 1
      ? `list:${(list.some(id => toName(id).startsWith('"')) ? list : list.map(toName)).join(',')}`
      : '',
    ...withoutList.map(id => `-list:${toName(id)}`),
    ...tag.map(name => `tag:${quoteName(name)}`),
    ...withoutTag.map(name => `-tag:${quoteName(name)}`),
    priority ? `p:${priority.join(',')}` : '',
    hasDeadline === undefined ? '' : `due:${hasDeadline ? 'any' : 'none'}`,
    search ?? '',
  ]
    .filter(words => words !== '')
    .join(' ')
}

/** A name that would be read as another id, or cannot be quoted, stays an id. */
function nameList(id: string, lists: Lists): string {
  const name = lists.find(list => `${list.id}` === id)?.name ?? id
  return /^\d+$|"/.test(name) ? id : quoteName(name)
}
