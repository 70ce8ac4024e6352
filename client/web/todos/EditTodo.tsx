import type { Todo } from '../../create-client.ts'
import { useUpdateTodo } from './change-todo-queries.ts'
import { useDeleteTodo } from './delete-todo-queries.ts'
import { TodoForm } from './TodoForm.tsx'

type Props = { todo: Todo; onDone: () => void }

/** The key under which unsaved input is kept. */
export const draftKeyOf = ({ id }: Todo): string => `todo-${id}`

export function EditTodo({ todo, onDone }: Props) {
  const { mutateAsync: update } = useUpdateTodo()
  const deleteTodo = useDeleteTodo()
  return (
    <TodoForm
      before={todo}
      draftKey={draftKeyOf(todo)}
      save={change => update({ todo, change })}
      onDelete={() => deleteTodo(todo)}
      onDone={onDone}
    />
  )
}
