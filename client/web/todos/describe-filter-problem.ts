import { readFilter } from '../../../schema/read-filter.ts'
import { findList } from '../../find-list.ts'
import { t } from '../messages/todos.ts'

/** What is wrong with a filter, in words; undefined when nothing is. `lists` is empty while it is not known. */
export function describeFilterProblem(
  filter: string,
  lists: readonly { id: number; name: string }[],
): string | undefined {
  const read = readFilter(filter)
  if ('problem' in read) {
    const [, key = '', words = ''] = /^(\w+): (.*)$/s.exec(read.problem) ?? []
    return t.badFilter(key, words)
  }
  const { list = [], withoutList = [] } = read.filter
  const unknown = [...list, ...withoutList].find(reference => !findList(lists, reference))
  return unknown === undefined || lists.length === 0 ? undefined : t.noSuchList(unknown)
}
