import type { Command } from 'commander'
import { parseTodoId } from './option-parsers.ts'
import { readPages } from './read-pages.ts'
import type { Run } from './session.ts'
import { toTodoLine } from './todo-text.ts'

const pageSize = 100

/** The commands of `todos` for deleted ones. */
export function addTrashCommands(todos: Command, run: Run): void {
  todos
    .command('trash')
    .description('list the deleted todos, which are kept for 30 days')
    .action(() =>
      run(({ client, printList, signal }) => {
        const load = (page: object) => client.trashedTodos.query(page, { signal })
        return printList(
          readPages({ load, pageSize, limit: Infinity }),
          todo => toTodoLine(todo),
          'The trash is empty.',
        )
      }),
    )

  todos
    .command('restore')
    .description('restore a todo from the trash')
    .argument('<id>', 'number of the todo, as shown in the trash', parseTodoId)
    .action((id: number) =>
      run(async ({ client, print, signal }) => {
        const todo = await client.restoreTodo.mutate({ id }, { signal })
        print(todo, () => toTodoLine(todo))
      }),
    )

  todos
    .command('empty-trash')
    .description('delete the todos in the trash permanently')
    .action(() =>
      run(async ({ client, print, signal }) => {
        const deleted = await client.emptyTrash.mutate(undefined, { signal })
        print({ deleted }, () => `Deleted permanently: ${deleted}`)
      }),
    )
}
