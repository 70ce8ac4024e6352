import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { useShortcut } from '../shortcuts.ts'
import type { RowActions } from './use-todo-actions.ts'

/** The keys that act on the todo whose row has the focus. */
export function useRowKeys(findFocused: () => Todo | undefined, actions: RowActions, today: PlainDate): void {
  const on = (act: (todo: Todo) => void) => () => {
    const todo = findFocused()
    if (todo) act(todo)
  }
  useShortcut(
    'x',
    on(todo => actions.complete(todo, !todo.completed)),
  )
  useShortcut('e', on(actions.edit))
  useShortcut('d', on(actions.chooseDay))
  useShortcut(
    't',
    on(todo => actions.reschedule(todo, today)),
  )
  useShortcut('#', on(actions.delete))
}
