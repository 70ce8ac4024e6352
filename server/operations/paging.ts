import { z } from 'zod'
import { type TodoHead, type TodoPosition, toPosition } from '../../core/todos/todo-sort.ts'
import { firstYear } from '../../schema/instant.ts'
import { title } from '../../schema/todo.ts'
import type { TodoSort } from '../../schema/todo-filter.ts'

/** A page of a list. The doors share cursors: each takes those that another one gave out. */
export type Page<Row> = {
  rows: readonly Row[]
  /** The cursor of the last row; undefined on the last page. */
  next: string | undefined
  toCursor: (row: Row) => string
}

/** @param found the rows of a page, and another one if another page follows */
export function toPage<Row>(found: readonly Row[], first: number, toCursor: (row: Row) => string): Page<Row> {
  const rows = found.slice(0, first)
  const last = rows.at(-1)
  return { rows, next: last && found.length > first ? toCursor(last) : undefined, toCursor }
}

const toCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/** Parses the cursors of a list whose positions match `position`. */
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
/** In this service's notation. The end of the last day of deadlines can be in the year after the last one. */
const instant = z.iso.datetime().refine(value => value >= `${firstYear}`)

/** A cursor names the sort of its list, unless that is the default one: see `isOfSort`. */
export const todoCursor = cursorOf(
  z.union([
    z.tuple([instant, id]).transform(([value, id]): TodoPosition => ({ sort: 'created', value, id })),
    z
      .tuple([z.literal('deadline'), instant.nullable(), id])
      .transform(([sort, value, id]): TodoPosition => ({ sort, value, id })),
    z
      .tuple([z.literal('title'), title, id])
      .transform(([sort, value, id]): TodoPosition => ({ sort, value, id })),
    z
      .tuple([z.literal('relevance'), z.int32(), id])
      .transform(([sort, value, id]): TodoPosition => ({ sort, value, id })),
  ]),
)

/** The time of the deletion, and the id. */
export const trashCursor = cursorOf(z.tuple([instant, id]))
export const toTrashCursor = ({ deletedAt, id }: { deletedAt: string; id: number }): string =>
  toCursor([deletedAt, id])

const jobId = z.uuid()
/** Also takes a bare job id, which earlier releases gave out at tRPC. */
export const jobCursor = z
  .string()
  .transform(value => (jobId.safeParse(value).success ? toJobCursor({ id: value }) : value))
  .pipe(cursorOf(jobId))

export const reportCursor = cursorOf(z.tuple([z.int32().min(0)]).transform(([n]) => n))

export const toReportCursor = ({ n }: { n: number }): string => toCursor([n])

export const toJobCursor = ({ id }: { id: string }): string => toCursor(id)

export const toTodoCursor = (sort: TodoSort, todo: TodoHead): string => {
  const { value, id } = toPosition(sort, todo)
  return toCursor(sort === 'created' ? [value, id] : [sort, value, id])
}

/** A cursor continues only a list of the same sort. */
export const isOfSort = (cursor: TodoPosition | undefined, sort: TodoSort): boolean =>
  cursor === undefined || cursor.sort === sort

export const otherSort = 'is a cursor of another sort'
