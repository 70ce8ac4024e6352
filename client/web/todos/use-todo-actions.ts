import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { toLocalDay } from '../local-time.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/todos.ts'
import { formatDate, formatDay, formatWhenDay } from '../time.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useChangeTodo } from './change-todo-queries.ts'
import { useDeleteTodo } from './delete-todo-queries.ts'
import { moveDeadline } from './reschedule.ts'
import { deadlineOf, occurrenceOf } from './todo-deadline.ts'

export type TodoActions = {
  complete: (todo: Todo, completed: boolean) => void
  delete: (todo: Todo) => void
  /** Without a date, removes the deadline. */
  reschedule: (todo: Todo, date: PlainDate | undefined) => void
}

/** What can be done in a row. */
export type RowActions = TodoActions & {
  edit: (todo: Todo) => void
  /** Opens the choice of another day. */
  chooseDay: (todo: Todo) => void
}

function formatNext({ deadlineAt, deadlineOn }: Todo): string {
  const now = new Date()
  return deadlineOn === null
    ? formatDate(new Date(deadlineAt ?? now), now)
    : formatDay(deadlineOn, toLocalDay(now))
}

function describeCompletion({ title, dueAt }: Todo, changed: Todo): string {
  if (changed.completed) return t.completed(title)
  // It is still what it was: the server has not answered.
  return changed.dueAt === dueAt ? t.completedAway(title) : t.nextOccurrence(formatNext(changed))
}

/** What can be done with a todo at once, and undone. */
export function useTodoActions(): TodoActions {
  const change = useChangeTodo()
  const deleteTodo = useDeleteTodo()
  const toast = useToast()
  const today = useToday()

  async function complete(todo: Todo, completed: boolean) {
    const occurrence = occurrenceOf(todo)
    const changed = await change(todo, { completed, occurrence })
    if (!changed || !completed) return
    const undone = { completed: false, occurrence }
    toast({
      text: describeCompletion(todo, changed),
      ...(changed.completed && {
        series: { name: 'completed', describe: t.manyCompleted },
      }),
      action: { label: common.undo, isUndo: true, run: () => void change(changed, undone) },
    })
  }

  async function reschedule(todo: Todo, date: PlainDate | undefined) {
    const changed = await change(todo, moveDeadline(todo, date))
    if (!changed) return
    toast({
      text:
        date === undefined ? t.deadlineRemoved(todo.title) : t.moved(todo.title, formatWhenDay(date, today)),
      series: { name: 'rescheduled', describe: t.manyMoved },
      action: { label: common.undo, isUndo: true, run: () => void change(changed, deadlineOf(todo)) },
    })
  }

  return {
    complete: (todo, completed) => void complete(todo, completed),
    delete: deleteTodo,
    reschedule: (todo, date) => void reschedule(todo, date),
  }
}
