import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { isNotFound } from '../describe-error.ts'
import { useLists } from '../lists/all-lists.ts'
import { common } from '../messages/common.ts'
import { t as formTexts } from '../messages/todo-form.ts'
import { t } from '../messages/todos.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { urls } from '../urls.ts'
import { useTitle } from '../use-title.ts'
import { findTodo } from './cached-todos.ts'
import { EditTodo } from './EditTodo.tsx'
import { oneTodo } from './todos-queries.ts'

/** A todo at its own address, with its form. */
export function TodoView() {
  const id = Number(useParams()['id'])
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { key } = useLocation()
  const lists = useLists()
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const {
    data: todo,
    error,
    refetch,
  } = useQuery({
    ...oneTodo(id),
    // Shown until it is read, and without a server.
    initialData: () => findTodo(queryClient, id),
    initialDataUpdatedAt: 0,
    enabled: Number.isSafeInteger(id),
  })
  const isGone = !Number.isSafeInteger(id) || isNotFound(error)
  useTitle(todo?.title ?? t.todo)

  if (!todo && isGone) {
    return (
      <EmptyState title={t.todoNotFound}>
        <p>{t.todoMayBeDeleted}</p>
        <Link to={urls.trash}>{t.trash}</Link>
      </EmptyState>
    )
  }
  if (!todo)
    return error ? <LoadFailure title={common.todosNotLoaded} error={error} onRetry={refetch} /> : <Loading />
  const { listId } = todo
  const list = lists.find(({ id }) => id === listId)
  function leave() {
    // The form was saved after the user had gone elsewhere.
    if (!isShown.current) return
    void (key === 'default' ? navigate(urls.list(listId)) : navigate(-1))
  }
  return (
    <div className="stack">
      <div className="row">
        <h1 dir="auto">{todo.title}</h1>
        {list && (
          <Link to={urls.list(list.id)}>
            <bdi>{list.name}</bdi>
          </Link>
        )}
      </div>
      <section className="card stack" aria-label={formTexts.editTodo}>
        <EditTodo key={id} todo={todo} isDeleted={isGone} onDeleted={() => void refetch()} onDone={leave} />
      </section>
    </div>
  )
}
