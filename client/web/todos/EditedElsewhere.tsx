import { useIsMutating } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { todosKey } from './cached-todos.ts'
import { EditTodo } from './EditTodo.tsx'

type Props = { todo: Todo; isDeleted: boolean; onDeleted: () => void; onDone: () => void }

/** The form of a todo that left the list while it was edited: nothing typed is lost. */
export function EditedElsewhere({ todo, isDeleted, onDeleted, onDone }: Props) {
  // What is being saved leaves the list, too.
  const saving = useIsMutating({
    mutationKey: todosKey,
    predicate: ({ state }) => (state.variables as { todo?: Todo } | undefined)?.todo?.id === todo.id,
  })
  if (saving > 0) return null
  return (
    <section className="card stack" aria-label="Edited todo">
      <p className="problem" role="alert">
        {isDeleted
          ? `“${todo.title}” was deleted elsewhere. Save to restore it with your changes.`
          : `“${todo.title}” is no longer in this list. Your changes are still here.`}
      </p>
      <EditTodo todo={todo} isDeleted={isDeleted} onDeleted={onDeleted} onDone={onDone} />
    </section>
  )
}
