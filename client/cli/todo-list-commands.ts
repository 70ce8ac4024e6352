import { type Command, Option } from 'commander'
import { parseLimit } from './option-parsers.ts'
import { readPages } from './read-pages.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import type { Run, Session } from './session.ts'
import { toTodoLine } from './todo-text.ts'

type ListFlags = { open?: true; done?: true; limit?: number }

const pageSize = 500

/** `list`, which is also what `todos` without a command does, and `search`. */
export function addTodoListCommands(todos: Command, run: Run): void {
  const list = todos.command('list', { isDefault: true }).description('list todos, newest first')
  addListFlags(refuseUnknown(list)).action((flags: ListFlags) => run(session => printTodos(session, flags)))

  const search = todos
    .command('search')
    .description('list todos with these words, as written here, in the title or description')
    .argument('<words...>')
  addListFlags(search).action((words: string[], flags: ListFlags) =>
    run(session => printTodos(session, flags, words.join(' '))),
  )
}

const addListFlags = (command: Command): Command =>
  command
    .addOption(new Option('--open', 'only todos that are not done').conflicts('done'))
    .option('--done', 'only todos that are done')
    .option('--limit <n>', 'at most this many (all)', parseLimit)

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
