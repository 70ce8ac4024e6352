import { toPrintable } from '../../schema/to-printable.ts'
import type { Todo } from '../create-client.ts'
import { toFacts } from './text-layout.ts'

export const toTodoLine = ({
  id,
  completed,
  deadlineAt,
  deadlineOn,
  repeat,
  priority,
  tags,
  title,
}: Todo): string =>
  `${String(id).padStart(4)}  ${completed ? '✔' : ' '}  ${(deadlineOn ?? deadlineAt ?? '-').padEnd(20)}  ${repeat ? '↻ ' : ''}${marks[priority]}${toPrintable(title)}${tags.map(tag => `  #${toPrintable(tag)}`).join('')}`

const marks = { none: '', low: '! ', medium: '!! ', high: '!!! ' }

/** @param list the name of its list */
export const toTodoDetails = (todo: Todo, list: string): string =>
  toFacts({
    Todo: `${todo.id}`,
    Title: toPrintable(todo.title),
    Description: todo.description === null ? null : toPrintableLines(todo.description),
    Due: todo.deadlineOn ?? todo.deadlineAt,
    List: toPrintable(list),
    Tags: todo.tags.length === 0 ? null : todo.tags.map(toPrintable).join(', '),
    Priority: todo.priority === 'none' ? null : todo.priority,
    Repeats: todo.repeat && `${todo.repeat.rule}, from the ${todo.repeat.from}`,
    'Last done': todo.completions[0]?.completedAt ?? null,
    Done: todo.completedAt,
    Created: todo.createdAt,
    Updated: todo.updatedAt,
  })

const toPrintableLines = (text: string) =>
  text
    .split(/\r\n|[\r\n]/)
    .map(toPrintable)
    .join('\n')
