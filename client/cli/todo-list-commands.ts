import { type Command, Option } from 'commander'
import { parseLimit } from './option-parsers.ts'
import { readPages } from './read-pages.ts'
import { rejectUnknownCommand } from './reject-unknown-command.ts'
import type { Run, Session } from './session.ts'
import { toTodoLine } from './todo-text.ts'

type ListFlags = { open?: true; done?: true; limit?: number }

const pageSize = 500

/** `list`, the default command of `todos`, and `search`. */
export function addTodoListCommands(todos: Command, run: Run): void {
  const list = todos.command('list', { isDefault: true }).description('list todos, newest first')
  addListFlags(rejectUnknownCommand(list)).action((flags: ListFlags) =>
    run(session => printTodos(session, flags)),
  )

  const search = todos
    .command('search')
    .description('list todos whose title or description contains this exact phrase')
    .argument('<words...>')
  addListFlags(search).action((words: string[], flags: ListFlags) =>
    run(session => printTodos(session, flags, words.join(' '))),
  )
}

const addListFlags = (command: Command): Command =>
  command
    .addOption(new Option('--open', 'only open todos').conflicts('done'))
    .option('--done', 'only completed todos')
    .option('--limit <n>', 'maximum number of todos (default: all)', parseLimit)

function printTodos(
  { client, printList, signal }: Session,
  { open, done, limit = Infinity }: ListFlags,
  search?: string,
): Promise<void> {
  const filter = { completed: open ? false : done, search }
  const pages = readPages({
    load: page => client.todos.query({ ...filter, ...page }, { signal }),
    pageSize,
    limit,
  })
  return printList(pages, toTodoLine)
}
