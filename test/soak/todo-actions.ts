import { askGraphql, type Action, expectStatus, pick, type SoakContext } from './action.ts'

const maxTodos = 500
const dayMs = 86_400_000

/** Each door has a part: REST creates todos, GraphQL changes them, tRPC deletes them. */
export const todoActions: Action[] = [
  {
    name: 'create or delete a todo',
    share: 20,
    act: context => (context.todoIds.length < maxTodos ? createTodo(context) : deleteTodo(context)),
  },
  { name: 'change a todo', share: 12, act: changeTodo },
  { name: 'read todos', share: 8, act: readTodos },
]

async function createTodo({ client, roll, todoIds }: SoakContext): Promise<void> {
  const deadlineAt = new Date(Date.now() + (roll() - 0.3) * 100 * dayMs).toISOString()
  const body = {
    title: `Todo ${Math.floor(roll() * 1e6)}`,
    description: roll() < 0.5 ? null : 'A long description with an umlaut: ü. '.repeat(Math.ceil(roll() * 8)),
    completed: roll() < 0.3,
    deadline_at: roll() < 0.1 ? null : deadlineAt,
  }
  const { id } = JSON.parse(expectStatus(await client.ask('POST', '/api/v1/todos', { body }), 201)) as {
    id: number
  }
  todoIds.push(id)
}

async function deleteTodo({ client, todoIds }: SoakContext): Promise<void> {
  // Several at once, so that the list shrinks and can grow again.
  for (const id of todoIds.splice(0, 3)) {
    expectStatus(await client.ask('POST', '/trpc/deleteTodo', { body: { id } }), 200)
  }
}

async function changeTodo(context: SoakContext): Promise<void> {
  const id = pick(context, context.todoIds)
  if (id === undefined) return
  const input =
    context.roll() < 0.5 ? { completed: context.roll() < 0.5 } : { title: `Changed at ${Date.now()}` }
  await askGraphql(
    context,
    'mutation ($id: ID!, $input: UpdateTodoInput!) { updateTodo(id: $id, input: $input) { id title } }',
    { id: String(id), input },
    'NOT_FOUND',
  )
}

async function readTodos(context: SoakContext): Promise<void> {
  const paths = ['/todos', '/todos?completed=false', '/todos?window=7', '/todos?limit=20&order=asc']
  expectStatus(await context.client.ask('GET', `/api/v1${pick(context, paths)}`), 200)
}
