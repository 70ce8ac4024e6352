import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Todo } from '../../create-client.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/todos.ts'
import { firstIdOf } from '../outbox/saved-ids.ts'
import { useKeptTodos } from '../outbox/stored-changes.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useNow } from '../use-now.ts'
import { EditedElsewhere } from './EditedElsewhere.tsx'
import { EditTodo } from './EditTodo.tsx'
import { RescheduleDialog } from './RescheduleDialog.tsx'
import { SectionHeading } from './SectionHeading.tsx'
import { TodoRow } from './TodoRow.tsx'
import './TodoRows.css'
import { isDay, type Section } from './upcoming.ts'
import { useCompletedLater } from './use-completed-later.ts'
import { useDoubleClickGuard } from './use-double-click-guard.ts'
import { useOffsetTop } from './use-offset-top.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useSwipe } from './use-swipe.ts'
import { useTodoActions } from './use-todo-actions.ts'

type Props = {
  todos: Todo[]
  /** The section of a todo, if the list is in sections. */
  sectionOf: ((todo: Todo) => Section) | undefined
  /** The list that is shown; undefined when it is that of all todos. */
  listId: number | undefined
  /** The size of the whole list, of which only a part may be loaded; undefined while unknown. */
  total: number | undefined
  /** Is scrolled to, and gets the focus. */
  revealed: Todo | undefined
  isBusy: boolean
  onNearEnd: (() => void) | undefined
}

const rowHeight = 52
const overscan = 12
const nearEnd = 40

/** Renders the visible rows and a few around them. */
export function TodoRows({ todos: known, sectionOf, listId, total, revealed, isBusy, onNearEnd }: Props) {
  const completeLater = useCompletedLater()
  const todos = useMemo(() => known.map(completeLater), [known, completeLater])
  const [edited, setEdited] = useState<Todo>()
  const [isDeleted, setDeleted] = useState(false)
  const [rescheduled, setRescheduled] = useState<Todo>()
  const list = useRef<HTMLUListElement>(null)
  const scrollMargin = useOffsetTop(list)
  const lists = useLists()
  const now = useNow()
  const today = useToday()
  const edit = (todo: Todo | undefined) => {
    setEdited(todo)
    setDeleted(false)
  }
  const form = {
    onDeleted: () => setDeleted(true),
    // Another form can be open when a todo has been saved.
    onDone: () => setEdited(current => (current === edited ? undefined : current)),
  }
  // What was typed is kept with the todo: its form does not follow into another list.
  const [formListId, setFormListId] = useState(listId)
  if (listId !== formListId) {
    setFormListId(listId)
    edit(undefined)
  }
  const actions = { ...useTodoActions(), edit, chooseDay: setRescheduled }
  const { onFocus, onKeyDown, focusRow } = useRowFocus(list)
  const findTodo = (id: number) => todos.find(todo => todo.id === id)
  useRowKeys(() => todos[focusedIndex(list.current)], actions, today)
  const swipe = useSwipe({
    onForward: id => {
      const todo = findTodo(id)
      if (todo) actions.complete(todo, !todo.completed)
    },
    onBack: id => setRescheduled(findTodo(id)),
  })
  const onClickCapture = useDoubleClickGuard()
  const sections = useMemo(() => findSections(todos, sectionOf), [todos, sectionOf])

  const isEdited = ({ id }: Todo) => edited !== undefined && firstIdOf(id) === firstIdOf(edited.id)
  const unsent = useKeptTodos()

  // A row that is being edited or has the focus stays rendered when it is scrolled away.
  const kept = todos.findIndex(isEdited)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled or memoized
  const virtualizer = useWindowVirtualizer({
    count: todos.length,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin,
    getItemKey: index => firstIdOf(todos[index]?.id ?? index),
    rangeExtractor: range => keep([kept, focusedIndex(list.current)], range),
  })
  const rows = virtualizer.getVirtualItems()

  const isNearEnd = (rows.at(-1)?.index ?? 0) >= todos.length - nearEnd
  useEffect(() => {
    if (isNearEnd) onNearEnd?.()
  }, [isNearEnd, onNearEnd])

  useEffect(() => {
    const index = todos.findIndex(({ id }) => id === revealed?.id)
    if (index === -1) return
    virtualizer.scrollToIndex(index, { align: 'center' })
    focusRow(index)
    // oxlint-disable-next-line react/exhaustive-deps -- once for each todo that is revealed
  }, [revealed])

  return (
    <>
      {edited && kept === -1 && <EditedElsewhere todo={edited} isDeleted={isDeleted} {...form} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it handles the keys and clicks of its controls */}
      <ul
        ref={list}
        hidden={todos.length === 0}
        className={sectionOf ? 'todo-rows with-sections' : 'todo-rows'}
        aria-label={t.todos}
        aria-busy={isBusy}
        tabIndex={-1}
        style={{ height: virtualizer.getTotalSize() }}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClickCapture={onClickCapture}
        {...swipe}
      >
        {rows.map(({ index, key, start }) => {
          const todo = todos[index]
          if (!todo) return null
          const section = sections.get(index)
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
              {section && <SectionHeading section={section} today={today} />}
              {isEdited(todo) ? (
                <EditTodo todo={todo} {...form} />
              ) : (
                <TodoRow
                  todo={todo}
                  list={
                    listId === undefined
                      ? lists.find(({ id, isInbox }) => id === todo.listId && !isInbox)
                      : undefined
                  }
                  now={now}
                  today={today}
                  isDayKnown={isDay(sectionOf?.(todo))}
                  isKept={unsent.has(todo.id)}
                  actions={actions}
                />
              )}
            </li>
          )
        })}
      </ul>
      <RescheduleDialog
        todo={rescheduled}
        onChoose={actions.reschedule}
        onClose={() => setRescheduled(undefined)}
      />
    </>
  )
}

/** The sections by the index of their first todo. */
function findSections(todos: Todo[], sectionOf: Props['sectionOf']): Map<number, Section> {
  const found = new Map<number, Section>()
  if (!sectionOf) return found
  let last: Section | undefined
  for (const [index, todo] of todos.entries()) {
    const section = sectionOf(todo)
    if (section !== last) found.set(index, section)
    last = section
  }
  return found
}

const focusedIndex = (list: HTMLElement | null): number =>
  Number(list?.querySelector<HTMLElement>(':scope > :focus-within')?.dataset['index'] ?? -1)

/** The focused row can belong to a longer list that is about to be replaced. */
function keep(indexes: number[], range: Range): number[] {
  const shown = new Set(defaultRangeExtractor(range))
  for (const index of indexes) if (index >= 0 && index < range.count) shown.add(index)
  return [...shown].sort((a, b) => a - b)
}
