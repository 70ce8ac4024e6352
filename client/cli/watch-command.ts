import { once } from 'node:events'
import type { Command } from 'commander'
import { toPrintable, toPrintableJson } from '../../schema/to-printable.ts'
import type { TodoUpdateWire } from '../../schema/wire/todo-update.ts'
import { watchTodos } from '../watch-todos.ts'
import { parseRevision } from './option-parsers.ts'
import type { Run, Session } from './session.ts'
import { fitToWidth, widthOf } from './text-layout.ts'
import { toTodoLine } from './todo-text.ts'

const notes = `
Prints a line for each change, until Ctrl-C, through any break of the connection. With --json, each line is an
update: {"revision", "changed", "deleted", "lists", "reset"}. --after shows first what has happened since then.`

export function addWatchCommand(todos: Command, run: Run): void {
  todos
    .command('watch')
    .description('show changes of the todos as they happen')
    .option('--after <revision>', 'revision of the last update that was seen', parseRevision)
    .addHelpText('after', notes)
    .action(({ after }: { after?: number }) => run(session => printChanges(session, after)))
}

async function printChanges(
  { client, signal, stdout, stderr, isJson }: Session,
  after: number | undefined,
): Promise<void> {
  // A subscription waits for a server that does not respond; this fails.
  await client.settings.query(undefined, { signal })
  const width = widthOf(stdout)
  for await (const update of watchTodos(client, { after, signal })) {
    if (update.reset) stderr.write('Some changes are no longer known: list the todos again.\n')
    const lines = isJson ? [toPrintableJson(update)] : toLines(update).map(line => fitToWidth(line, width))
    const text = lines.map(line => `${line}\n`).join('')
    if (!stdout.write(text)) await once(stdout, 'drain', { signal })
  }
  signal.throwIfAborted()
}

const toLines = ({ changed, deleted, lists }: TodoUpdateWire): string[] => [
  ...(lists ? [`lists    ${lists.map(({ name }) => toPrintable(name)).join(', ')}`] : []),
  ...changed.map(todo => `changed  ${toTodoLine(todo)}`),
  ...deleted.map(({ id }) => `deleted  ${String(id).padStart(4)}`),
]
