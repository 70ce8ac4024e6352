import { useEffect, useEffectEvent, useState } from 'react'
import type { Todo } from '../../create-client.ts'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { t } from '../messages/todos.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import { formatDay } from '../time.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { toChoices } from './reschedule.ts'
import './RescheduleDialog.css'

type Props = {
  /** The dialog is open while there is one. */
  todo: Todo | undefined
  /** Undefined removes the deadline. */
  onChoose: (todo: Todo, date: PlainDate | undefined) => void
  onClose: () => void
}

/** Moves a todo to another day with one click or key. */
export function RescheduleDialog({ todo, onChoose, onClose }: Props) {
  return (
    <Dialog title={t.reschedule} className="reschedule" isOpen={todo !== undefined} onClose={onClose}>
      {todo && (
        <Choices
          todo={todo}
          onChoose={date => {
            onClose()
            onChoose(todo, date)
          }}
        />
      )}
    </Dialog>
  )
}

function Choices({ todo, onChoose }: { todo: Todo; onChoose: (date: PlainDate | undefined) => void }) {
  const today = useToday()
  // A repeating todo needs a deadline.
  const choices = toChoices(today, useFirstDayOfWeek()).filter(
    ({ date }) => date !== undefined || !todo.repeat,
  )
  const [typed, setTyped] = useState('')

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isTyping = (event.target as HTMLElement).matches('input')
    const chosen = choices.find(({ key }) => key === event.key)
    if (!chosen || isTyping || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    onChoose(chosen.date)
  })
  // The focus can be anywhere in the dialog.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  return (
    <div className="stack">
      <p className="reschedule-title">
        <bdi>{todo.title}</bdi>
      </p>
      <div className="reschedule-choices">
        {choices.map(({ key, name, date }) => (
          <button key={key} className="button" type="button" onClick={() => onChoose(date)}>
            <span>{name}</span>
            {date !== undefined && <span className="muted">{formatDay(date, today)}</span>}
            <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      <form
        className="row"
        onSubmit={event => {
          event.preventDefault()
          onChoose(typed)
        }}
      >
        <label className="field">
          {t.anotherDay}
          <input type="date" required value={typed} onChange={({ target }) => setTyped(target.value)} />
        </label>
        <button className="button" type="submit">
          {t.move}
        </button>
      </form>
    </div>
  )
}
