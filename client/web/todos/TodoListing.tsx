import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { common } from '../messages/common.ts'
import { t } from '../messages/todos.ts'
import { Cause } from '../ui/Cause.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { RetryNotice } from '../ui/RetryNotice.tsx'
import { NoTodos } from './NoTodos.tsx'
import type { Todo } from '../../create-client.ts'
import type { TodoList } from './todo-list.ts'
import { TodoRows } from './TodoRows.tsx'
import { todoCounts, todosIn } from './todos-queries.ts'
import { useSectionOf } from './use-section-of.ts'
import type { TodoListParams } from './use-todo-list.ts'

type Props = {
  list: TodoList
  /** Is scrolled to, and gets the focus. */
  revealed: Todo | undefined
  toSearch: (change: TodoListParams) => string
}

/** The loaded todos of a list, or the reason why there are none. */
export function TodoListing({ list, revealed, toSearch }: Props) {
  const { data, error, isFetching, isPlaceholderData, refetch, ...pages } = useInfiniteQuery(todosIn(list))
  const { hasNextPage, isFetchNextPageError, fetchNextPage } = pages
  const { data: counts } = useQuery(todoCounts(list))
  // A todo that moved while pages were loaded can be in two of them.
  const todos = useMemo(
    () => [...new Map(data?.pages.flatMap(({ items }) => items.map(todo => [todo.id, todo]))).values()],
    [data],
  )
  const sectionOf = useSectionOf(list)
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage])

  if (!data) {
    if (!error) return <Loading />
    return <LoadFailure title={common.todosNotLoaded} error={error} onRetry={refetch} />
  }
  const total = hasNextPage ? counts?.[list.show] : todos.length
  return (
    <>
      <output className="visually-hidden">{total === undefined ? t.many : t.count(total)}</output>
      {error && !isFetchNextPageError && (
        <RetryNotice onRetry={refetch}>
          {t.lastKnown} <Cause error={error} />
        </RetryNotice>
      )}
      {/* It stays without todos: a form can be open whose todo has left the list. */}
      <TodoRows
        todos={todos}
        sectionOf={sectionOf}
        revealed={revealed}
        listId={list.listId}
        total={total}
        isBusy={isPlaceholderData}
        onNearEnd={hasNextPage && !isFetching && !isFetchNextPageError ? loadMore : undefined}
      />
      {isFetchNextPageError && (
        <RetryNotice onRetry={fetchNextPage}>
          {t.moreNotLoaded} <Cause error={error} />
        </RetryNotice>
      )}
      {todos.length === 0 && !hasNextPage && (
        <NoTodos list={list} hasAny={counts !== undefined && counts.all > 0} toSearch={toSearch} />
      )}
    </>
  )
}
