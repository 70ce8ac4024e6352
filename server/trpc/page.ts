import { z } from 'zod'

export const maxPageSize = 100

/** How many items a page may be asked for. */
export const first = z.int().min(1).max(maxPageSize)

/** A part of a list; `nextCursor`, as `after`, asks for the part behind it, and is null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** @param found one more than the page holds, if there are more */
export function toPage<Row, Item>(
  found: readonly Row[],
  size: number,
  toItem: (row: Row) => Item,
  toCursor: (row: Row) => string,
): { items: Item[]; nextCursor: string | null } {
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return { items: rows.map(toItem), nextCursor: last && found.length > size ? toCursor(last) : null }
}
