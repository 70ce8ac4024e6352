import type { List } from '../lists/all-lists.ts'
import type { DueTodo } from '../todos/cached-days.ts'
import { listColor } from './list-color.ts'
import { stateOf } from './todo-state.ts'
import { formatCount } from '../locale.ts'

type Props = {
  todos: readonly DueTodo[]
  total: number
  now: number
  findList: (todo: DueTodo) => List | undefined
}

const maxDots = 3

/** The todos of a day where there is no room for titles. The name of the day says the same. */
export function DayDots({ todos, total, now, findList }: Props) {
  const dots = todos.slice(0, maxDots)
  return (
    <span className="day-dots" aria-hidden="true">
      {dots.map(todo => (
        <span key={todo.id} className={`day-dot ${stateOf(todo, now)}`} style={listColor(findList(todo))} />
      ))}
      {total > dots.length && <span className="day-count">+{formatCount(total - dots.length)}</span>}
    </span>
  )
}
