import { useInfiniteQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { Todo } from '../../create-client.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'
import { t as todoTexts } from '../messages/todos.ts'
import { areShortcutsOn } from '../shortcuts.ts'
import { useTimeZone } from '../settings/use-time-zone.ts'
import type { DueTodo } from '../todos/cached-days.ts'
import { RescheduleDialog } from '../todos/RescheduleDialog.tsx'
import { todosIn } from '../todos/todos-queries.ts'
import { useTodoActions } from '../todos/use-todo-actions.ts'
import { Icon } from '../ui/Icon.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useNow } from '../use-now.ts'
import { MoreRows } from './MoreRows.tsx'
import { TodoChip } from './TodoChip.tsx'
import './UndatedTodos.css'

type Props = {
  filter: string
  /** The todo that is being dragged, from here or from a day. */
  dragged: DueTodo | undefined
  onDrag: (todo: DueTodo | undefined) => void
  onEdit: (todo: Todo) => void
  /** A todo of a day was dropped here. */
  onRemoveDeadline: (todo: DueTodo) => void
}

/** The open todos without a deadline: each can be dragged to a day, or gets one by its button or `d`. */
export function UndatedTodos({ filter, dragged, onDrag, onEdit, onRemoveDeadline }: Props) {
  const { data, error, refetch, ...pages } = useInfiniteQuery(
    todosIn({
      show: 'open',
      days: 1,
      timeZone: useTimeZone(),
      listId: undefined,
      filter: `due:none ${filter}`.trim(),
      sort: 'created',
      order: 'desc',
    }),
  )
  const [rescheduled, setRescheduled] = useState<Todo>()
  const actions = useTodoActions()
  const lists = useLists()
  const now = useNow()
  const todos = data?.pages.flatMap(({ items }) => items) ?? []
  const canDrop = dragged !== undefined && dragged.dueAt !== null

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- todos of days are dropped here
    <section
      className={canDrop ? 'undated card target' : 'undated card'}
      aria-label={t.undated}
      onDragOver={event => canDrop && event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        if (canDrop) onRemoveDeadline(dragged)
      }}
    >
      {!data && !error && <Loading />}
      {!data && error && <LoadFailure title={common.todosNotLoaded} error={error} onRetry={refetch} />}
      {data && todos.length === 0 && <p className="muted">{t.noneUndated}</p>}
      <ul className="undated-rows">
        {todos.map(todo => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it handles the keys of its controls
          <li
            key={todo.id}
            onKeyDown={(event: KeyboardEvent) => {
              const hasModifier = event.ctrlKey || event.metaKey || event.altKey
              if (event.key === 'd' && !hasModifier && areShortcutsOn()) setRescheduled(todo)
            }}
          >
            <TodoChip
              todo={todo}
              list={lists.find(({ id }) => id === todo.listId)}
              now={now}
              isTabStop
              onOpen={() => onEdit(todo)}
              onComplete={completed => actions.complete(todo, completed)}
              onDrag={isDragged => onDrag(isDragged ? todo : undefined)}
            >
              <button
                className="button quiet icon small"
                type="button"
                aria-label={todoTexts.rescheduleTodo(todo.title)}
                title={todoTexts.rescheduleKey}
                onClick={() => setRescheduled(todo)}
              >
                <Icon name="calendar" />
              </button>
            </TodoChip>
          </li>
        ))}
      </ul>
      <MoreRows pages={pages} />
      <RescheduleDialog
        todo={rescheduled}
        onChoose={actions.reschedule}
        onClose={() => setRescheduled(undefined)}
      />
    </section>
  )
}
