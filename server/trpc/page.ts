import { z } from 'zod'
import type { Page } from '../operations/paging.ts'

/** A part of a list; `nextCursor`, as `after`, asks for the part behind it, and is null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export const toPageWire = <Row, Item>(
  { rows, next }: Page<Row>,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } => ({ items: rows.map(toItem), nextCursor: next ?? null })
