import type { KeyboardEvent } from 'react'
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
  onOpen: () => void
  onDrag: (isDragged: boolean) => void
}

/** A todo in the cell of its day. A mark or a border, and words, show its state, not its colour alone. */
export function TodoChip({ todo, list, now, onOpen, onDrag }: Props) {
  const { id, title, deadlineAt, priority } = todo
  const state = stateOf(todo, now)
  const time = deadlineAt === null ? undefined : formatTime(new Date(deadlineAt))
  const details = [time, list && !list.isInbox ? list.name : undefined].filter(Boolean).join(' · ')
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onOpen()
  }

  return (
    <div
      // Firefox does not let users drag a <button>.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      // The arrow keys go from day to day: a todo is reached through the list of its day.
      tabIndex={-1}
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
      onClick={event => {
        event.stopPropagation()
        onOpen()
      }}
      onKeyDown={onKeyDown}
    >
      <span className="due-name">
        {state === 'completed' && (
          <span className="due-mark" aria-hidden="true">
            ✔{' '}
          </span>
        )}
        <PriorityMark priority={priority} />
        <bdi className="due-title">{title}</bdi>
      </span>
      {time && <span className="due-time">{time}</span>}
      {state !== 'open' && <span className="visually-hidden">{t.states[state]}</span>}
    </div>
  )
}
