import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NewTodoList, TodoListChange } from '../../../schema/lists.ts'
import { client } from '../api.ts'
import { notifyOtherTabs } from '../broadcast.ts'
import { todosKey } from '../todos/cached-todos.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'
import { allLists, type List } from './all-lists.ts'
import { moveList } from './move-list.ts'

/** Changes with every todo, as lists of todos do. */
const openCounts = queryOptions({
  queryKey: [...todosKey, 'counts', 'lists'],
  queryFn: ({ signal }) => client.listCounts.query(undefined, { signal }),
  select: counts => new Map(counts.map(({ listId, open }) => [listId, open])),
})

/** The tags of all todos, the most used first. */
export const knownTags = queryOptions({
  queryKey: [...todosKey, 'tags'],
  queryFn: ({ signal }) => client.tags.query(undefined, { signal }),
})

/** The number of open todos of each list; undefined until they are loaded. */
export function useOpenCounts(): ((list: List) => number) | undefined {
  const { data } = useQuery(openCounts)
  return data && (({ id }) => data.get(id) ?? 0)
}

export const useCreateList = () =>
  useListMutation((list: NewTodoList) => client.createList.mutate({ input: list }))

/** Moves a list at once. */
export function useUpdateList() {
  const queryClient = useQueryClient()
  return useListMutation(
    ({ id, change }: { id: number; change: TodoListChange }) =>
      client.updateList.mutate({ id, input: change }),
    ({ id, change: { position } }) => {
      if (position !== undefined)
        queryClient.setQueryData(allLists.queryKey, lists => lists && moveList(lists, id, position))
    },
  )
}

/** The todos of a deleted list move to the inbox. */
export function useDeleteList() {
  const queryClient = useQueryClient()
  return useListMutation(async ({ id }: List) => {
    const deleted = await client.deleteList.mutate({ id })
    invalidateTodos(queryClient)
    return deleted
  })
}

/** The todos that are still in the inbox move back. */
export function useRestoreList() {
  const queryClient = useQueryClient()
  return useListMutation(async ({ id }: List) => {
    const restored = await client.restoreList.mutate({ id })
    invalidateTodos(queryClient)
    return restored
  })
}

function useListMutation<Input>(
  mutationFn: (input: Input) => Promise<List>,
  showAtOnce: (input: Input) => void = () => {},
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    async onMutate(input) {
      await queryClient.cancelQueries({ queryKey: allLists.queryKey })
      showAtOnce(input)
    },
    async onSettled() {
      notifyOtherTabs(allLists.queryKey)
      await queryClient.invalidateQueries({ queryKey: allLists.queryKey })
    },
  })
}
