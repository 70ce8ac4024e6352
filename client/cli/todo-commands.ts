import { type Command, Option } from 'commander'
import { priorities, type Priority } from '../../schema/priority.ts'
import type { Repeat, RepeatFrom } from '../../schema/repeat.ts'
import type { TodoChangeInput } from '../../schema/todo.ts'
import {
  parseRepeat,
  parseTags,
  parseTime,
  parseTitle,
  parseTodoDescription,
  parseTodoId,
} from './option-parsers.ts'
import { Failure, type Run, type Session } from './session.ts'
import { addTodoListCommands } from './todo-list-commands.ts'
import { toTodoDetails, toTodoLine } from './todo-text.ts'
import { addTrashCommands } from './trash-commands.ts'
import { addWatchCommand } from './watch-command.ts'

type FilingFlags = { list?: string; tags?: string[]; priority?: Priority }
type AddFlags = FilingFlags & {
  due?: string
  description?: string
  repeat?: string
  repeatFrom?: RepeatFrom
}
type EditFlags = Omit<FilingFlags, 'tags'> & {
  tags?: string[] | false
  title?: string
  description?: string | false
  due?: string | false
  repeat?: string | false
  repeatFrom?: RepeatFrom
}

const due = 'deadline: a day, 2030-01-02, or a time, 2030-01-02T10:00 (UTC) or with an offset such as +10:00'
const rule = 'how it repeats: an iCalendar rule such as "FREQ=WEEKLY;BYDAY=FR"'
const repeatFrom = () =>
  new Option('--repeat-from <from>', 'what the next occurrence is computed from; default: deadline').choices([
    'deadline',
    'completion',
  ])
const number = 'number of the todo, as shown in the list'

const examples = `
Without a command, shows all todos. Times are UTC.

Examples:
  todos --open --limit 20
  todos search proposal
  todos add "Hand in the proposal" --due 2030-01-02T10:00+10:00
  todos add "Water the plants" --due 2030-01-04 --repeat "FREQ=WEEKLY;BYDAY=FR"
  todos add "Read chapter 3" --list Uni --tags exam,reading --priority high
  todos edit 7 --title "Hand it in" --no-due
  todos search list:uni -- -tag:later essay`

export function addTodoCommands(program: Command, run: Run): void {
  const todos = program.command('todos').description('manage todos').addHelpText('after', examples)
  addTodoListCommands(todos, run)
  addWatchCommand(todos, run)

  todos
    .command('show')
    .description('show a todo with its description')
    .argument('<id>', number, parseTodoId)
    .action((id: number) =>
      run(async ({ client, print, signal }) => {
        const [todo, lists] = await Promise.all([
          client.todo.query({ id }, { signal }),
          client.lists.query(undefined, { signal }),
        ])
        const list = lists.find(list => list.id === todo.listId)?.name ?? ''
        print(todo, () => toTodoDetails(todo, list))
      }),
    )

  const add = todos
    .command('add')
    .description('create a todo')
    .argument('<title>', 'title of the todo', parseTitle)
    .option('--due <time>', due, parseTime)
    .option('--description <text>', 'description of the todo', parseTodoDescription)
    .option('--repeat <rule>', rule, parseRepeat)
    .addOption(repeatFrom())
  addFilingFlags(add).action((title: string, { due: deadlineAt, description, ...flags }: AddFlags) => {
    const repeat = toRepeat(flags)
    const { list, tags, priority } = flags
    if (flags.repeatFrom && !repeat) add.error('error: --repeat-from needs --repeat')
    return run(async ({ client, print, signal }) => {
      const todo = await client.createTodo.mutate(
        { title, description, deadlineAt, repeat, list, tags, priority },
        { signal },
      )
      print(todo, () => toTodoLine(todo))
    })
  })

  const edit = todos
    .command('edit')
    .description('change a todo')
    .argument('<id>', number, parseTodoId)
    .option('--title <title>', 'title of the todo', parseTitle)
    .option('--description <text>', 'description of the todo', parseTodoDescription)
    .option('--no-description', 'remove the description')
    .option('--due <time>', due, parseTime)
    .option('--no-due', 'remove the deadline')
    .option('--repeat <rule>', rule, parseRepeat)
    .addOption(repeatFrom())
    .option('--no-repeat', 'end the repetition')
    .option('--no-tags', 'remove all tags')
  addFilingFlags(edit).action((id: number, { title, description, due: deadlineAt, ...flags }: EditFlags) => {
    const repeat = toRepeat(flags)
    if (flags.repeatFrom && !repeat) edit.error('error: --repeat-from needs --repeat')
    const { list, priority } = flags
    const tags = flags.tags === false ? [] : flags.tags
    if ([title, description, deadlineAt, repeat, list, tags, priority].every(value => value === undefined))
      edit.error('error: nothing to change: see the options in todos edit --help')
    const change = {
      title,
      description: orNull(description),
      deadlineAt: orNull(deadlineAt),
      repeat,
      list,
      tags,
      priority,
    }
    return run(session => update(session, id, change))
  })

  todos
    .command('done')
    .description('mark a todo as done; one that repeats moves to its next occurrence')
    .argument('<id>', number, parseTodoId)
    .action((id: number) =>
      run(async session => {
        const { repeat, deadlineAt, deadlineOn } = await session.client.todo.query(
          { id },
          { signal: session.signal },
        )
        const occurrence = repeat ? (deadlineOn ?? deadlineAt ?? undefined) : undefined
        await update(session, id, { completed: true, occurrence })
      }),
    )

  todos
    .command('reopen')
    .description('mark a todo as not done')
    .argument('<id>', number, parseTodoId)
    .action((id: number) => run(session => update(session, id, { completed: false })))

  todos
    .command('delete')
    .description('move a todo to the trash; see: todos restore')
    .argument('<id>', number, parseTodoId)
    .action((id: number) =>
      run(async ({ client, print, signal }) => {
        const todo = await client.deleteTodo.mutate({ id }, { signal })
        if (todo === null) throw new Failure(`There is no todo ${id}.`)
        print(todo, () => `Deleted: ${toTodoLine(todo)}`)
      }),
    )
  addTrashCommands(todos, run)
}

const addFilingFlags = (command: Command): Command =>
  command
    .option('--list <name>', 'list: its name or number')
    .option('--tags <tags>', 'tags, separated by commas', parseTags)
    .addOption(new Option('--priority <priority>', 'how important it is').choices(priorities))

async function update({ client, print, signal }: Session, id: number, input: TodoChangeInput): Promise<void> {
  const todo = await client.updateTodo.mutate({ id, input }, { signal })
  print(todo, () => toTodoLine(todo))
}

type RepeatFlags = { repeat?: string | false; repeatFrom?: RepeatFrom }

/** Null ends the repetition; undefined leaves it unchanged. */
function toRepeat({ repeat, repeatFrom: from = 'deadline' }: RepeatFlags): Repeat | null | undefined {
  if (repeat === undefined || repeat === false) return orNull(repeat) as null | undefined
  return { rule: repeat, from }
}

/** A negated option is false: the field is cleared. */
const orNull = (value: string | false | undefined) => (value === false ? null : value)
