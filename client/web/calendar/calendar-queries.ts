import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

export const todosOfGrid = ({ start, end }: { start: Date; end: Date }) =>
  queryOptions({
    queryKey: ['todos', 'between', start.toISOString(), end.toISOString()],
    queryFn: async ({ signal }) => (await client.todos.query({ first: 100 }, { signal })).items,
  })
