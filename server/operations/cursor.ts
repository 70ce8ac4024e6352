import { z } from 'zod'
import { type TodoHead, type TodoPosition, toPosition } from '../../core/todos/todo-sort.ts'
import { parseInstant } from '../../schema/instant.ts'
import { title } from '../../schema/todo.ts'
import type { TodoSort } from '../../schema/todo-list.ts'

/** An opaque place in a list, the same at every door. */
const toCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/** A cursor of a list whose places are `position`s; one that this server did not make is an issue of the input. */
const cursorOf = <Position extends z.ZodType>(position: Position) =>
  z.string().transform((value, context): z.output<Position> => {
    try {
      return position.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    } catch {
      context.addIssue({ code: 'custom', message: 'is not a cursor of this list', input: value })
      return z.NEVER
    }
  })

const id = z.int().min(0)
const instant = z.string().transform(parseInstant)

/** Which sort a cursor is of is part of it: see `isOfSort`. */
export const todoCursor = cursorOf(
  z.union([
    z.tuple([instant, id]).transform(([value, id]): TodoPosition => ({ sort: 'created', value, id })),
    z
      .tuple([z.literal('deadline'), instant.nullable(), id])
      .transform(([sort, value, id]): TodoPosition => ({ sort, value, id })),
    z
      .tuple([z.literal('title'), title, id])
      .transform(([sort, value, id]): TodoPosition => ({ sort, value, id })),
  ]),
)

const jobId = z.uuid()
/** Earlier releases gave out a job's id itself at one of the doors. */
export const jobCursor = z
  .string()
  .transform(value => (jobId.safeParse(value).success ? toJobCursor({ id: value }) : value))
  .pipe(cursorOf(jobId))

export const toJobCursor = ({ id }: { id: string }): string => toCursor(id)

export const toTodoCursor = (sort: TodoSort, todo: TodoHead): string => {
  const { value, id } = toPosition(sort, todo)
  return toCursor(sort === 'created' ? [value, id] : [sort, value, id])
}

/** A list goes on only where one of the same sort stopped. */
export const isOfSort = (cursor: TodoPosition | undefined, sort: TodoSort): boolean =>
  cursor === undefined || cursor.sort === sort

export const otherSort = 'is a cursor of another sort'
