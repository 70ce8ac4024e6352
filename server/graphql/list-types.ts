import type { TodoList } from '../../schema/lists.ts'
import { listTodoLists } from '../operations/lists.ts'
import { builder, type GraphqlContext } from './builder.ts'

export const listType = builder.objectRef<TodoList>('List').implement({
  description: 'A list of todos. Each todo is in one.',
  fields: t => ({
    id: t.id({ description: 'The number of the list.', resolve: ({ id }) => `${id}` }),
    name: t.exposeString('name', { description: 'The name.' }),
    color: t.exposeString('color', { description: 'A CSS colour name or `#RRGGBB`.', nullable: true }),
    position: t.exposeInt('position', { description: '0 for the first list.' }),
    isInbox: t.exposeBoolean('isInbox', {
      description: 'Whether it is the inbox, which takes todos without another list and cannot be deleted.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the list was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the list was last changed.' }),
  }),
})

const loaded = new WeakMap<object, Promise<Map<number, TodoList>>>()

/** Reads the lists once in a request, however many todos it shows. */
export async function loadList(context: GraphqlContext, id: number): Promise<TodoList> {
  const known = loaded.get(context) ?? readLists(context)
  loaded.set(context, known)
  const list = (await known).get(id) ?? (await readLists(context)).get(id)
  if (!list) throw new Error(`Todo in unknown list ${id}`)
  return list
}

/** After a change of a list in the same request. */
export const forgetLists = (context: GraphqlContext): void => void loaded.delete(context)

const readLists = async (context: GraphqlContext) =>
  new Map((await listTodoLists(context)).map(list => [list.id, list]))
