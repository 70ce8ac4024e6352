import { useMemo } from 'react'
import { isWaiting, useStoredChanges } from '../outbox/stored-changes.ts'

type Completable = { id: number; completed: boolean }

/** Shows completed repeating todos as completed until the server has their completion: only it finds their next date. */
export function useCompletedLater(): <Todo extends Completable>(todo: Todo) => Todo {
  const changes = useStoredChanges()
  return useMemo(() => {
    const completed = new Map<number, boolean>()
    for (const change of changes)
      if (isWaiting(change) && change.kind === 'update' && change.change.completed !== undefined)
        completed.set(
          change.todo.id,
          change.change.completed && 'repeat' in change.todo && change.todo.repeat !== null,
        )
    return todo => (completed.get(todo.id) ? { ...todo, completed: true } : todo)
  }, [changes])
}
