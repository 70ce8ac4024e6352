import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Todo } from '../../create-client.ts'
import { toLocalDay } from '../local-time.ts'
import { type List, useLists } from '../lists/all-lists.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/todos.ts'
import { formatWhen, formatWhenDay } from '../time.ts'
import { isUndecided } from '../outbox/stored-changes.ts'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'
import { isSaved } from './todo-id.ts'
import { isShown, type TodoList } from './todo-list.ts'
import { todosIn } from './todos-queries.ts'

/** Until the page has rendered the new row. */
const renderMs = 100

/** Says where a new todo is, unless it can be seen. `onReveal` shows one that is in the list. */
export function useAnnounceAdded(list: TodoList, onReveal: (todo: Todo) => void): (todo: Todo) => void {
  const queryClient = useQueryClient()
  const toast = useToast()
  const lists = useLists()
  const navigate = useNavigate()

  function announce(todo: Todo): void {
    if (isOnScreen(todo)) return
    const { pages = [] } = queryClient.getQueryData(todosIn(list).queryKey) ?? {}
    const isLoaded = pages.some(({ items }) => items.some(({ id }) => id === todo.id))
    const show = () => (isLoaded ? onReveal(todo) : void navigate(urls.todo(todo.id)))
    const canShow = isLoaded || isSaved(todo)
    toast({ text: describeAdded(todo), ...(canShow && { action: { label: common.show, run: show } }) })
  }

  return todo => {
    // The page asks about it.
    if (isUndecided(todo.id)) return
    if (isShown(todo, list, lists)) setTimeout(announce, renderMs, todo)
    else {
      toast({
        text: describeHidden(todo, list, lists),
        ...(isSaved(todo) && {
          action: { label: common.show, run: () => void navigate(urls.todo(todo.id)) },
        }),
      })
    }
  }
}

function isOnScreen({ id }: Todo): boolean {
  const row = document.querySelector(`.todo-rows [data-id="${id}"]`)?.getBoundingClientRect()
  return row !== undefined && row.bottom > 0 && row.top < innerHeight
}

function describeAdded({ title, deadlineAt, deadlineOn }: Todo): string {
  const now = new Date()
  if (deadlineOn !== null) return t.addedDue(title, formatWhenDay(deadlineOn, toLocalDay(now)))
  return deadlineAt === null ? t.added(title) : t.addedDue(title, formatWhen(new Date(deadlineAt), now))
}

function describeHidden({ title, listId }: Todo, shown: TodoList, lists: readonly List[]): string {
  const other = shown.listId === listId ? undefined : lists.find(({ id }) => id === listId)
  return shown.listId !== undefined && other ? t.addedTo(title, other.name) : t.addedHidden(title)
}
