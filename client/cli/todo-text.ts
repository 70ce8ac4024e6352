import { toPrintable } from '../../schema/to-printable.ts'
import type { Todo } from '../create-client.ts'
import { toFacts } from './text-layout.ts'

export const toTodoLine = ({ id, completed, deadlineAt, deadlineOn, repeat, title }: Todo): string =>
  `${String(id).padStart(4)}  ${completed ? '✔' : ' '}  ${(deadlineOn ?? deadlineAt ?? '-').padEnd(20)}  ${repeat ? '↻ ' : ''}${toPrintable(title)}`

export const toTodoDetails = (todo: Todo): string =>
  toFacts({
    Todo: `${todo.id}`,
    Title: toPrintable(todo.title),
    Description: todo.description === null ? null : toPrintableLines(todo.description),
    Due: todo.deadlineOn ?? todo.deadlineAt,
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
