import { useState } from 'react'
import { Link } from 'react-router'
import type { Todo } from '../../create-client.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/todos.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { urls } from '../urls.ts'
import { toTitle, useTitle } from '../use-title.ts'
import { describeFilterProblem } from './describe-filter-problem.ts'
import { findTag } from './find-tag.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { TodoFilters, toHeading } from './TodoFilters.tsx'
import { TodosHead } from './TodosHead.tsx'
import { TodoListing } from './TodoListing.tsx'
import './TodosView.css'
import { TodoTools } from './TodoTools.tsx'
import type { TodoShow } from './todo-list.ts'
import { useTimelyCounts } from './use-timely-counts.ts'
import { useTodoList } from './use-todo-list.ts'

/** Whether the count of a view is that of open todos. */
const isToDo = (show: TodoShow) => show !== 'done' && show !== 'all'

/** The todos of all lists, or of one. */
export function TodosView() {
  const { list, sorting, toSearch, go } = useTodoList()
  const lists = useLists()
  const shown = lists.find(({ id }) => id === list.listId)
  const [revealed, setRevealed] = useState<Todo>()
  const tag = findTag(list.filter)
  const name = shown?.name ?? (tag === undefined ? toHeading(list) : `#${tag}`)
  const problem = describeFilterProblem(list.filter, lists)
  const counts = useTimelyCounts(list)
  useTitle(toTitle(name, isToDo(list.show) ? counts?.[list.show] : undefined))

  if (list.listId !== undefined && lists.length > 0 && !shown) {
    return (
      <EmptyState title={t.listNotFound}>
        <p>{t.listMayBeDeleted}</p>
        <Link to={urls.todos}>{t.allTodos}</Link>
      </EmptyState>
    )
  }
  return (
    <div className="stack">
      <TodosHead name={name} list={shown} filter={problem === undefined ? list.filter : ''} />
      <QuickAdd list={list} onReveal={setRevealed} />
      <div className="todo-toolbar">
        <TodoFilters list={problem === undefined ? list : { ...list, filter: '' }} toSearch={toSearch} />
        <TodoTools key={list.listId} list={list} sorting={sorting} go={go} />
      </div>
      {problem === undefined ? (
        <TodoListing list={list} revealed={revealed} toSearch={toSearch} />
      ) : (
        <EmptyState title={t.unreadable}>
          <p>{problem}</p>
          <Link className="button" to={toSearch({ q: '' })}>
            {t.clearSearch}
          </Link>
        </EmptyState>
      )}
    </div>
  )
}
