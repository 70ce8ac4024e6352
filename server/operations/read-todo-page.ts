import type { ServerResponse } from 'node:http'
import { maxSliceBytes, type TodoLister } from '../../core/todos/list-todos.ts'
import type { Todo } from '../../schema/todo.ts'
import type { ServerContext } from '../context.ts'
import { toPreparedBytes } from '../http/responses.ts'

type Context = Pick<ServerContext, 'listTodos' | 'responses'> & { outgoing: ServerResponse | undefined }

/** A page as a whole, for doors that write their answers at once: there is room for it until the response is closed. */
export async function readTodoPage(
  { listTodos, responses, outgoing }: Context,
  ...list: Parameters<TodoLister>
): Promise<readonly Todo[]> {
  const place = await responses.reserve(outgoing, toPreparedBytes(maxSliceBytes))
  const { todos, bytes, rest } = await listTodos(...list)
  place.resize(toPreparedBytes(bytes))
  if (rest.length === 0) return todos
  place[Symbol.dispose]()
  await responses.reserve(outgoing, toPreparedBytes(rest.reduce((sum, slice) => sum + slice.bytes, bytes)))
  const slices = [todos]
  for (const { read } of rest) slices.push(await read())
  return slices.flat()
}
