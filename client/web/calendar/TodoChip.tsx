import type { KeyboardEvent, ReactNode } from 'react'
import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/calendar.ts'
import { formatTime } from '../time.ts'
import type { DueTodo } from '../todos/cached-days.ts'
import { PriorityMark } from '../todos/PriorityMark.tsx'
import { listColor } from './list-color.ts'
import { stateOf } from './todo-state.ts'
import './TodoChip.css'

type Props = {
  todo: DueTodo
  list: List | undefined
  now: number
  /** Whether the Tab key reaches it. In a grid the arrow keys go from day to day, and a todo is reached through its day's list. */
  isTabStop?: boolean
  onOpen: () => void
  onComplete: (completed: boolean) => void
  onDrag: (isDragged: boolean) => void
  /** More controls. */
  children?: ReactNode
}

/** A todo that can be dragged to a day. A mark or a border, and words, show its state, not its colour alone. */
export function TodoChip({
  todo,
  list,
  now,
  isTabStop = false,
  onOpen,
  onComplete,
  onDrag,
  children,
}: Props) {
  const { id, title, deadlineAt, priority, completed } = todo
  const state = stateOf(todo, now)
  const time = deadlineAt === null ? undefined : formatTime(new Date(deadlineAt))
  const details = [time, list && !list.isInbox ? list.name : undefined].filter(Boolean).join(' · ')
  const tabIndex = isTabStop ? 0 : -1
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onOpen()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- its controls have the keys
    <div
      className={`due-chip ${state}`}
      data-todo={id}
      title={details === '' ? title : `${title}\n${details}`}
      style={listColor(list)}
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.effectAllowed = 'move'
        // Firefox does not drag without data.
        dataTransfer.setData('text/plain', title)
        onDrag(true)
      }}
      onDragEnd={() => onDrag(false)}
      // A click on the day adds a todo.
      onClick={event => event.stopPropagation()}
    >
      <label className="due-check">
        <input
          type="checkbox"
          tabIndex={tabIndex}
          aria-label={t.completedTodo(title)}
          checked={completed}
          onChange={({ target }) => onComplete(target.checked)}
        />
      </label>
      <div
        // Firefox does not let users drag a <button>.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="button"
        tabIndex={tabIndex}
        className="due-open"
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        <span className="due-name">
          <PriorityMark priority={priority} />
          <bdi className="due-title">{title}</bdi>
        </span>
        {time && <span className="due-time">{time}</span>}
        {state !== 'open' && <span className="visually-hidden">{t.states[state]}</span>}
      </div>
      {children}
    </div>
  )
}
