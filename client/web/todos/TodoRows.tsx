import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { Todo } from '../../create-client.ts'
import { useLists } from '../lists/all-lists.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useNow } from '../use-now.ts'
import { EditTodo } from './EditTodo.tsx'
import { TodoRow } from './TodoRow.tsx'
import './TodoRows.css'
import { useOffsetTop } from './use-offset-top.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useTodoActions } from './use-todo-actions.ts'

type Props = {
  todos: Todo[]
  /** Whether to say in which list a todo is. */
  showsList: boolean
  /** The size of the whole list, of which only a part may be loaded; undefined while unknown. */
  total: number | undefined
  isBusy: boolean
  onNearEnd: (() => void) | undefined
}

const rowHeight = 52
const overscan = 12
const nearEnd = 40

/** Renders the visible rows and a few around them. */
export function TodoRows({ todos, showsList, total, isBusy, onNearEnd }: Props) {
  const [editedId, setEditedId] = useState<number>()
  const list = useRef<HTMLUListElement>(null)
  const scrollMargin = useOffsetTop(list)
  const lists = useLists()
  const now = useNow()
  const today = useToday()
  const actions = useTodoActions(({ id }) => setEditedId(id))
  const { onFocus, onKeyDown } = useRowFocus(list)

  // A row that is being edited or has the focus stays rendered when it is scrolled away.
  const kept = todos.findIndex(({ id }) => id === editedId)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled or memoized
  const virtualizer = useWindowVirtualizer({
    count: todos.length,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin,
    getItemKey: index => todos[index]?.id ?? index,
    rangeExtractor: range => keep([kept, focusedIndex(list.current)], range),
  })
  const rows = virtualizer.getVirtualItems()

  const isNearEnd = (rows.at(-1)?.index ?? 0) >= todos.length - nearEnd
  useEffect(() => {
    if (isNearEnd) onNearEnd?.()
  }, [isNearEnd, onNearEnd])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it handles the keys of its controls
    <ul
      ref={list}
      className="todo-rows"
      aria-label="Todos"
      aria-busy={isBusy}
      tabIndex={-1}
      style={{ height: virtualizer.getTotalSize() }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {rows.map(({ index, key, start }) => {
        const todo = todos[index]
        if (!todo) return null
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            data-id={todo.id}
            aria-setsize={total ?? -1}
            aria-posinset={index + 1}
            style={{ translate: `0 ${start - scrollMargin}px` }}
          >
            {todo.id === editedId ? (
              <EditTodo todo={todo} onDone={() => setEditedId(undefined)} />
            ) : (
              <TodoRow
                todo={todo}
                list={showsList ? lists.find(({ id, isInbox }) => id === todo.listId && !isInbox) : undefined}
                now={now}
                today={today}
                actions={actions}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

const focusedIndex = (list: HTMLElement | null): number =>
  Number(list?.querySelector<HTMLElement>(':scope > :focus-within')?.dataset['index'] ?? -1)

/** The focused row can belong to a longer list that is about to be replaced. */
function keep(indexes: number[], range: Range): number[] {
  const shown = new Set(defaultRangeExtractor(range))
  for (const index of indexes) if (index >= 0 && index < range.count) shown.add(index)
  return [...shown].sort((a, b) => a - b)
}
