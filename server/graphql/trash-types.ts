import type { TrashedTodo } from '../../core/todos/trash.ts'
import { builder } from './builder.ts'
import { todoType } from './todo-types.ts'

const trashedTodoType = builder.objectRef<TrashedTodo>('TrashedTodo').implement({
  description: 'A deleted todo that can be restored.',
  fields: t => ({
    todo: t.field({ type: todoType, description: 'The todo as it was.', resolve: todo => todo }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', description: 'When it was deleted.' }),
  }),
})

export const trashConnection = builder.connectionObject(
  { type: trashedTodoType, name: 'TrashedTodoConnection', description: 'A page of deleted todos.' },
  { name: 'TrashedTodoEdge', description: 'A todo in the trash.' },
)
