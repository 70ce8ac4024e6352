import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewTodoInput, TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { client } from '../api.ts'
import { browserTimeZone } from '../day.ts'
import { describeError, isNotFound } from '../describe-error.ts'
import { allLists } from '../lists/all-lists.ts'
import { findList } from '../lists/find-list.ts'
import { t } from '../messages/todos.ts'
import { sendUntilReached } from '../server-status.ts'
import { settings } from '../settings/settings-queries.ts'
import { useToast } from '../ui/Toasts.tsx'
import { dropTodo, placeTodo, todosKey } from './cached-todos.ts'
import { serializeMutation } from './serialize-mutations.ts'
import { cancelTodoQueries, invalidateTodos } from './invalidate-todos.ts'
import { noDeadline, toStoredDeadline } from './todo-deadline.ts'

/** A todo without an id: the server has not saved it yet. */
export const isSaved = ({ id }: Todo): boolean => id > 0

let lastTemporaryId = 0

function toUnsaved(
  { title, description, completed, repeat, list, tags, priority, ...deadline }: NewTodoInput,
  queryClient: QueryClient,
): Todo {
  const now = new Date().toISOString()
  return {
    id: --lastTemporaryId,
    title,
    description: description ?? null,
    completed: completed ?? false,
    completedAt: completed ? now : null,
    ...noDeadline,
    dueAt: null,
    ...toStoredDeadline(deadline, ownerTimeZone(queryClient)),
    repeat: repeat ?? null,
    completions: [],
    listId: toListId(list, queryClient) ?? 0,
    tags: tags ?? [],
    priority: priority ?? 'none',
    createdAt: now,
    updatedAt: now,
  }
}

/** The todo as the server will store it. */
function withChange(todo: Todo, change: TodoChangeInput, queryClient: QueryClient): Todo {
  const {
    title = todo.title,
    description = todo.description,
    repeat = todo.repeat,
    tags = todo.tags,
    priority = todo.priority,
    list = `${todo.listId}`,
  } = change
  // Whether it was the last occurrence is known when the server answers.
  const completed = repeat && change.completed ? todo.completed : (change.completed ?? todo.completed)
  return {
    ...todo,
    title,
    description,
    completed,
    repeat,
    tags,
    priority,
    listId: toListId(list, queryClient) ?? todo.listId,
    ...toStoredDeadline(change, ownerTimeZone(queryClient)),
  }
}

/** Dates end in the time zone of the settings; until they are loaded, the browser's is the best guess. */
const ownerTimeZone = (queryClient: QueryClient): string =>
  queryClient.getQueryData(settings.queryKey)?.timeZone ?? browserTimeZone()

/** The id of a list as clients name it; without a name, of the inbox. */
function toListId(list: string | null | undefined, queryClient: QueryClient): number | undefined {
  const lists = queryClient.getQueryData(allLists.queryKey) ?? []
  return (list ? findList(lists, list) : lists.find(({ isInbox }) => isInbox))?.id
}

/** Creates a todo, and shows it before the server has answered. */
export function useCreateTodo() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: todosKey,
    mutationFn: (todo: NewTodoInput) => serializeMutation('new', () => client.createTodo.mutate(todo)),
    async onMutate(todo) {
      await cancelTodoQueries(queryClient)
      const unsaved = toUnsaved(todo, queryClient)
      placeTodo(queryClient, unsaved)
      return unsaved
    },
    onSuccess(made, _, unsaved) {
      dropTodo(queryClient, unsaved.id)
      placeTodo(queryClient, made)
    },
    onError: (_error, _todo, unsaved) => unsaved && dropTodo(queryClient, unsaved.id),
    onSettled: () => invalidateTodos(queryClient),
  })
}

export type TodoEdit = { todo: Todo; change: TodoChangeInput }

/** `isKept`: while the server is away, the change is kept and sent later. */
type TodoUpdate = TodoEdit & { isKept?: boolean }

/** Changes a todo optimistically, and reverts the change if the server refuses it. */
export function useUpdateTodo() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: todosKey,
    mutationFn: ({ todo: { id }, change, isKept = false }: TodoUpdate) =>
      serializeMutation(id, () => {
        if (!isKept) return client.updateTodo.mutate({ id, ...change })
        return sendUntilReached(() => client.updateTodo.mutate({ id, ...change }))
      }),
    async onMutate({ todo, change }) {
      await cancelTodoQueries(queryClient)
      placeTodo(queryClient, withChange(todo, change, queryClient))
    },
    onSuccess: changed => placeTodo(queryClient, changed),
    onError: (error, { todo }) =>
      isNotFound(error) ? dropTodo(queryClient, todo.id) : placeTodo(queryClient, todo),
    onSettled: () => invalidateTodos(queryClient),
  })
}

const describeFailure = ({ title }: Todo, reason: string) => t.notUpdated(title, reason)

/** Changes a todo outside of a form: refusals are shown in a toast. */
export function useChangeTodo(toText = describeFailure) {
  const toast = useToast()
  const { mutateAsync } = useUpdateTodo()
  return async (todo: Todo, change: TodoChangeInput): Promise<Todo | undefined> => {
    try {
      return await mutateAsync({ todo, change, isKept: true })
    } catch (error) {
      toast({ kind: 'error', text: toText(todo, describeError(error).message) })
      return undefined
    }
  }
}
