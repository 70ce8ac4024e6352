import { type Command, Option } from 'commander'
import { parseLimit } from './option-parsers.ts'
import { readPages } from './read-pages.ts'
import { rejectUnknownCommand } from './reject-unknown-command.ts'
import { addScopeFlags, type ScopeFlags } from './scope-flags.ts'
import type { Run, Session } from './session.ts'
import { toTodoLine } from './todo-text.ts'

type ListFlags = ScopeFlags & { open?: true; done?: true; overdue?: true; limit?: number }

const pageSize = 500

/** `list`, the default command of `todos`, and `search`. */
export function addTodoListCommands(todos: Command, run: Run): void {
  const list = todos.command('list', { isDefault: true }).description('list todos, newest first')
  addListFlags(rejectUnknownCommand(list)).action((flags: ListFlags) =>
    run(session => printTodos(session, flags)),
  )

  const search = todos
    .command('search')
    .description('list todos with these words in their title or description, the best matches first')
    .argument('<words...>', 'words in any order, and parts of a filter such as list:uni')
  addListFlags(search).action((words: string[], { filter = '', ...flags }: ListFlags) =>
    run(session => printTodos(session, { ...flags, filter: `${words.join(' ')} ${filter}` })),
  )
}

const addListFlags = (command: Command): Command =>
  addScopeFlags(command)
    .addOption(new Option('--open', 'only open todos').conflicts('done'))
    .option('--done', 'only completed todos')
    .option('--overdue', 'only open todos with a deadline in the past')
    .option('--limit <n>', 'maximum number of todos (default: all)', parseLimit)

function printTodos(
  { client, printList, signal }: Session,
  { open, done, limit = Infinity, ...scope }: ListFlags,
): Promise<void> {
  const query = { ...scope, completed: open ? false : done }
  const pages = readPages({
    load: page => client.todos.query({ ...query, ...page }, { signal }),
    pageSize,
    limit,
  })
  return printList(pages, toTodoLine, 'No todos.')
}
