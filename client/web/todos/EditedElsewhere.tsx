import { useIsMutating } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { Todo } from '../../create-client.ts'
import { t } from '../messages/todo-form.ts'
import { todosKey } from './cached-todos.ts'
import { EditTodo } from './EditTodo.tsx'
import { hasDraft } from './todo-draft.ts'

type Props = { todo: Todo; isDeleted: boolean; onDeleted: () => void; onDone: () => void }

/** The form of a todo that left the list while it was edited: nothing typed is lost. It closes if nothing was. */
export function EditedElsewhere({ todo, isDeleted, onDeleted, onDone }: Props) {
  // What is being saved leaves the list, too.
  const saving = useIsMutating({
    mutationKey: todosKey,
    predicate: ({ state }) => (state.variables as { todo?: Todo } | undefined)?.todo?.id === todo.id,
  })
  const isNeeded = hasDraft(todo)
  const isIdle = saving === 0
  const close = useEffectEvent(onDone)
  useEffect(() => {
    if (isIdle && !isNeeded) close()
  }, [isIdle, isNeeded])
  if (!isIdle || !isNeeded) return null
  return (
    <section className="card stack" aria-label={t.editedTodo}>
      {!isDeleted && (
        <p className="problem" role="alert">
          {t.leftList(todo.title)}
        </p>
      )}
      <EditTodo todo={todo} isDeleted={isDeleted} onDeleted={onDeleted} onDone={onDone} />
    </section>
  )
}
