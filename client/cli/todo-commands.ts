import { type Command, Option } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { Client, Todo } from '../create-client.ts'
import { parseTime, parseTodoId } from './option-parsers.ts'
import { Failure, type Run } from './session.ts'

type AddOptions = { due?: string; description?: string }
type ListOptions = { open?: true; done?: true }

export function addTodoCommands(program: Command, run: Run): void {
  const todos = program.command('todos').description('what there is to do')

  todos
    .command('add')
    .description('make a todo')
    .argument('<title>')
    .option('--due <time>', 'when: 2030-01-02, 2030-01-02T10:00 (UTC), or with an offset', parseTime)
    .option('--description <text>')
    .action((title: string, { due, description }: AddOptions) =>
      run(async ({ client, print, signal }) => {
        const todo = await client.createTodo.mutate({ title, description, deadlineAt: due }, { signal })
        print(todo, () => toLine(todo))
      }),
    )

  todos
    .command('list')
    .description('all todos, newest first')
    .addOption(new Option('--open', 'only those that are not done').conflicts('done'))
    .option('--done', 'only those that are done')
    .action(({ open, done }: ListOptions) =>
      run(async ({ client, print, signal }) => {
        const completed = open ? false : done
        const found = await listAll(client, completed, signal)
        print(found, () => found.map(toLine).join('\n') || 'There are none.')
      }),
    )

  todos
    .command('done')
    .description('mark a todo as done')
    .argument('<id>', 'its number', parseTodoId)
    .action((id: number) =>
      run(async ({ client, print, signal }) => {
        const todo = await client.updateTodo.mutate({ id, completed: true }, { signal })
        print(todo, () => toLine(todo))
      }),
    )

  todos
    .command('delete')
    .description('delete a todo')
    .argument('<id>', 'its number', parseTodoId)
    .action((id: number) =>
      run(async ({ client, print, signal }) => {
        const todo = await client.deleteTodo.mutate({ id }, { signal })
        if (todo === null) throw new Failure(`There is no todo ${id}.`)
        print(todo, () => `Deleted: ${toLine(todo)}`)
      }),
    )
}

async function listAll(client: Client, completed: boolean | undefined, signal: AbortSignal): Promise<Todo[]> {
  const todos: Todo[] = []
  let after: string | undefined
  do {
    const { items, nextCursor } = await client.todos.query({ completed, after }, { signal })
    todos.push(...items)
    after = nextCursor ?? undefined
  } while (after !== undefined)
  return todos
}

const toLine = ({ id, completed, deadlineAt, title }: Todo) =>
  `${String(id).padStart(4)}  ${completed ? '✔' : ' '}  ${(deadlineAt ?? '-').padEnd(20)}  ${toPrintable(title)}`
