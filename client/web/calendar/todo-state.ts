import type { DueTodo } from '../todos/cached-days.ts'
import { isOverdue } from '../todos/todo-deadline.ts'

export type TodoState = 'open' | 'overdue' | 'completed'

export function stateOf(todo: Pick<DueTodo, 'completed' | 'dueAt'>, now: number): TodoState {
  if (todo.completed) return 'completed'
  return isOverdue(todo, now) ? 'overdue' : 'open'
}
