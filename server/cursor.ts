import { z } from 'zod'
import { parseInstant } from '../schema/instant.ts'
import type { Todo } from '../schema/todo.ts'

/** An opaque place in a list, the same at every door. */
export const toCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

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

type TodoPosition = Pick<Todo, 'createdAt' | 'id'>

export const todoCursor = cursorOf(
  z
    .tuple([z.string().transform(parseInstant), z.int().min(0)])
    .transform(([createdAt, id]): TodoPosition => ({ createdAt, id })),
)
export const jobCursor = cursorOf(z.uuid())

export const toTodoPosition = ({ createdAt, id }: TodoPosition): unknown => [createdAt, id]
