import { z } from 'zod'
import { newTodoList, todoListChange } from '../../schema/lists.ts'
import { listWire } from '../../schema/wire/list.ts'
import {
  countTodosByList,
  createTodoList,
  deleteTodoList,
  listTags,
  listTodoLists,
  restoreTodoList,
  updateTodoList,
} from '../operations/lists.ts'
import { procedure } from './procedure.ts'

const byId = z.strictObject({ id: z.int() })

export const listProcedures = {
  lists: procedure.output(z.array(listWire)).query(({ ctx }) => listTodoLists(ctx)),

  /** The number of open todos of each list that has any. */
  listCounts: procedure
    .output(z.array(z.object({ listId: z.int(), open: z.int() })))
    .query(({ ctx }) => countTodosByList(ctx)),

  /** The tags of all todos, the most used first. */
  tags: procedure.output(z.array(z.string())).query(({ ctx }) => listTags(ctx)),

  createList: procedure
    .input(z.strictObject({ input: newTodoList }))
    .output(listWire)
    .mutation(({ ctx, input: { input } }) => createTodoList(ctx, input)),

  updateList: procedure
    .input(byId.extend({ input: todoListChange }))
    .output(listWire)
    .mutation(({ ctx, input: { id, input } }) => updateTodoList(ctx, id, input)),

  deleteList: procedure
    .input(byId)
    .output(listWire)
    .mutation(({ ctx, input: { id } }) => deleteTodoList(ctx, id)),

  restoreList: procedure
    .input(byId)
    .output(listWire)
    .mutation(({ ctx, input: { id } }) => restoreTodoList(ctx, id)),
}
