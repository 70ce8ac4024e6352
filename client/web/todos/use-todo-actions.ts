import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { toLocalDay } from '../local-time.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/todos.ts'
import { formatDate, formatDay, formatWhenDay } from '../time.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useChangeTodo } from './change-todo-queries.ts'
import { useDeleteTodo } from './delete-todo-queries.ts'
import { moveDeadline } from './reschedule.ts'
import { deadlineOf } from './todo-deadline.ts'

export type TodoActions = {
  complete: (todo: Todo, completed: boolean) => void
  edit: (todo: Todo) => void
  delete: (todo: Todo) => void
  /** Opens the choice of another day. */
  chooseDay: (todo: Todo) => void
  /** Without a date, removes the deadline. */
  reschedule: (todo: Todo, date: PlainDate | undefined) => void
}

function formatNext({ deadlineAt, deadlineOn }: Todo): string {
  const now = new Date()
  return deadlineOn === null
    ? formatDate(new Date(deadlineAt ?? now), now)
    : formatDay(deadlineOn, toLocalDay(now))
}

/** The actions of a row. Accidental ones can be undone. */
export function useTodoActions({ edit, chooseDay }: Pick<TodoActions, 'edit' | 'chooseDay'>): TodoActions {
  const change = useChangeTodo()
  const deleteTodo = useDeleteTodo()
  const toast = useToast()

  async function complete(todo: Todo, completed: boolean) {
    const occurrence = todo.repeat ? (todo.deadlineOn ?? todo.deadlineAt ?? undefined) : undefined
    const changed = await change(todo, { completed, occurrence })
    if (!changed || !completed) return
    const undone = { completed: false, occurrence }
    toast({
      text: changed.completed ? t.completed(todo.title) : t.nextOccurrence(formatNext(changed)),
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
        date === undefined
          ? t.deadlineRemoved(todo.title)
          : t.moved(todo.title, formatWhenDay(date, toLocalDay(new Date()))),
      series: { name: 'rescheduled', describe: t.manyMoved },
      action: { label: common.undo, isUndo: true, run: () => void change(changed, deadlineOf(todo)) },
    })
  }

  return {
    complete: (todo, completed) => void complete(todo, completed),
    edit,
    delete: deleteTodo,
    chooseDay,
    reschedule: (todo, date) => void reschedule(todo, date),
  }
}
