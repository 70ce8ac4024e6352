import { z } from '@hono/zod-openapi'
import type { ListCount } from '../../core/todos/count-todos.ts'
import type { TodoList } from '../../schema/lists.ts'
import { naiveTime, toNaive } from './naive-time.ts'

export const listWire = z
  .object({
    id: z.int(),
    name: z.string(),
    color: z.string().nullable(),
    position: z.int().openapi({ description: '0 for the first list' }),
    is_inbox: z.boolean().openapi({ description: 'The inbox cannot be deleted' }),
    created_at: naiveTime,
    updated_at: naiveTime,
  })
  .openapi('List')

export const listCountWire = z
  .object({ list_id: z.int(), open: z.int().openapi({ description: 'The number of its open todos' }) })
  .openapi('ListCount')

export const toListCountWire = ({ listId, open }: ListCount): z.output<typeof listCountWire> => ({
  list_id: listId,
  open,
})

export const toListWire = ({
  isInbox,
  createdAt,
  updatedAt,
  ...list
}: TodoList): z.output<typeof listWire> => ({
  ...list,
  is_inbox: isInbox,
  created_at: toNaive(createdAt),
  updated_at: toNaive(updatedAt),
})
