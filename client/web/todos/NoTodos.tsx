import { Link } from 'react-router'
import { readFilter } from '../../../schema/read-filter.ts'
import { t } from '../messages/todos.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { findTag } from './find-tag.ts'
import type { TodoList } from './todo-list.ts'
import type { TodoListParams } from './use-todo-list.ts'

type Props = { list: TodoList; hasAny: boolean; toSearch: (change: TodoListParams) => string }

export function NoTodos({ list: { show, filter, listId }, hasAny, toSearch }: Props) {
  const isTagDone = hasAny && findTag(filter) !== undefined
  if (filter !== '' && !isTagDone) {
    const read = readFilter(filter)
    return (
      <EmptyState title={t.noResults(filter)}>
        {'filter' in read && read.filter.search !== undefined && <p>{t.searched}</p>}
        <div className="row">
          {show !== 'all' && hasAny && (
            <Link className="button" to={toSearch({ show: 'all' })}>
              {t.searchInAll}
            </Link>
          )}
          <Link className="button" to={toSearch({ q: '' })}>
            {t.clearSearch}
          </Link>
        </div>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={hasAny ? t.none[show] : listId === undefined ? t.none.all : t.listEmpty}>
      {!hasAny && (
        <p>
          {listId === undefined ? t.typeFirst : t.typeTodo}{' '}
          <span className="keyboard-only">{t.shortcut(<kbd>n</kbd>)}</span>
        </p>
      )}
    </EmptyState>
  )
}
