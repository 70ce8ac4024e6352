import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import type { List } from '../lists/all-lists.ts'
import { common } from '../messages/common.ts'
import { t as outboxTexts } from '../messages/outbox.ts'
import { t } from '../messages/todos.ts'
import { Deadline } from './Deadline.tsx'
import { Icon } from '../ui/Icon.tsx'
import { hasDraft } from './todo-draft.ts'
import { LinkedText } from './LinkedText.tsx'
import { PriorityMark } from './PriorityMark.tsx'
import { RepeatMark } from './RepeatMark.tsx'
import { TodoLabels } from './TodoLabels.tsx'
import type { RowActions } from './use-todo-actions.ts'

type Props = {
  todo: Todo
  /** Its list, unless it is obvious. */
  list: List | undefined
  now: number
  today: PlainDate
  /** Whether the day of the deadline is said above. */
  isDayKnown: boolean
  /** Whether a change of it waits for the server. */
  isKept: boolean
  actions: RowActions
}

export function TodoRow({ todo, list, now, today, isDayKnown, isKept, actions }: Props) {
  return (
    <div className={todo.completed ? 'todo-row done' : 'todo-row'}>
      <input
        type="checkbox"
        className="todo-check"
        data-control="check"
        aria-label={t.completedTodo(todo.title)}
        checked={todo.completed}
        onChange={({ target }) => actions.complete(todo, target.checked)}
      />
      <div className="todo-text">
        <span className="todo-name">
          <PriorityMark priority={todo.priority} />
          <button
            className="text-button todo-title"
            type="button"
            data-control="title"
            title={common.edit}
            onClick={() => actions.edit(todo)}
          >
            <bdi>{todo.title}</bdi>
          </button>
        </span>
        {isKept && <span className="todo-unsaved">{outboxTexts.notSent}</span>}
        {hasDraft(todo) && <span className="todo-unsaved">{t.unsavedChanges}</span>}
        {todo.repeat && <RepeatMark repeat={todo.repeat} />}
        <Deadline todo={todo} now={now} today={today} isDayKnown={isDayKnown} />
        <TodoLabels list={list} tags={todo.tags} />
        {todo.description && (
          <p className="todo-description" dir="auto">
            <LinkedText text={todo.description} />
          </p>
        )}
      </div>
      {!todo.completed && (
        <button
          className="button quiet icon small todo-day"
          type="button"
          data-control="day"
          aria-label={t.rescheduleTodo(todo.title)}
          title={t.rescheduleKey}
          onClick={() => actions.chooseDay(todo)}
        >
          <Icon name="calendar" />
        </button>
      )}
      <button
        className="button quiet icon small todo-delete"
        type="button"
        data-control="delete"
        aria-label={t.deleteTodo(todo.title)}
        onClick={() => actions.delete(todo)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
