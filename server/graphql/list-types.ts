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

/** Reads the lists once in a request, however many todos it shows. The todos of a list that is being deleted get into the inbox. */
export async function loadList(context: GraphqlContext, id: number): Promise<TodoList> {
  const known = loaded.get(context) ?? readLists(context)
  loaded.set(context, known)
  const lists = (await known).has(id) ? await known : await readLists(context)
  const list = lists.get(id) ?? lists.values().find(({ isInbox }) => isInbox)
  if (!list) throw new Error(`Todo in unknown list ${id}`)
  return list
}

/** Makes the lists known that a request has read otherwise. */
export const rememberLists = (context: GraphqlContext, lists: readonly TodoList[]): void =>
  void loaded.set(context, Promise.resolve(toMap(lists)))

/** After a change of a list in the same request. */
export const forgetLists = (context: GraphqlContext): void => void loaded.delete(context)

const readLists = async (context: GraphqlContext) => toMap(await listTodoLists(context))

const toMap = (lists: readonly TodoList[]) => new Map(lists.map(list => [list.id, list]))
