import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { client } from '../api.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/palette.ts'
import { todosKey } from '../todos/cached-todos.ts'
import { urls } from '../urls.ts'
import { type Command, findCommands } from './use-commands.ts'

const pauseMs = 200
const maxFound = 8

/** The todos that have the words of `text`, the best matches first. Each leads to its form. */
export function useFoundTodos(text: string, onClose: () => void) {
  const typed = text.trim()
  const wanted = useSettled(typed)
  const isWanted = wanted !== '' && typed !== ''
  const navigate = useNavigate()
  const lists = useLists()
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: [...todosKey, 'found', wanted],
    queryFn: ({ signal }) => client.todos.query({ search: wanted, first: maxFound }, { signal }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
  const found = isWanted ? (data?.items ?? []) : []
  const todos = found.map(({ id, title, listId, completed }): Command => {
    const list = lists.find(list => list.id === listId)
    return {
      id: `todo-${id}`,
      name: title,
      isUserText: true,
      hint: [list?.name, completed && t.completedTodo].filter(Boolean).join(', '),
      mark: { icon: completed ? 'todos' : 'todo' },
      run() {
        onClose()
        void navigate(urls.todo(id))
      },
    }
  })
  const isOutdated = wanted !== typed || isPlaceholderData
  return {
    // Enter must not open a todo that was found for something else.
    todos: isOutdated ? findCommands(todos, typed) : todos,
    error: isWanted ? error : null,
    isSearching: isFetching || isOutdated,
  }
}

/** The text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
