import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Todo } from '../../create-client.ts'
import { type List, useLists } from '../lists/all-lists.ts'
import { toLocalDay } from '../local-time.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/outbox.ts'
import { t as todoTexts } from '../messages/todos.ts'
import { formatDate, formatDay, formatTime } from '../time.ts'
import { withChange } from '../todos/changed-todo.ts'
import { describeRepeat } from '../todos/describe-repeat.ts'
import { isSaved } from '../todos/todo-id.ts'
import { toMakingAgain } from './later-changes.ts'
import { discardChange, sendAgain } from './outbox.ts'
import { type ConflictField, findConflicts } from './send-change.ts'
import './UndecidedChanges.css'
import { type ChangeProblem, type StoredChange, useStoredChanges } from './stored-changes.ts'

/** The changes that were sent later than they were made, and that the server has refused or that conflict with others. */
export function UndecidedChanges() {
  const undecided = useStoredChanges().filter(({ problem }) => problem !== undefined)
  if (undecided.length === 0) return null
  return (
    <section className="card stack undecided-changes" role="alert" aria-label={t.undecided}>
      {undecided.map(change => (
        <Undecided key={change.id} change={change} />
      ))}
    </section>
  )
}

function Undecided({ change }: { change: StoredChange }) {
  const { problem, todo } = change
  const discard = () => discardChange(change)
  if (problem?.kind === 'conflict' && change.kind === 'update') {
    const decide = () => sendAgain(change.id, stored => ({ ...stored, isForced: true }))
    return (
      <Choice
        text={t.changedElsewhere(todo.title)}
        details={<ConflictingFields change={change} now={problem.now} />}
        discard={t.takeOther}
        onDiscard={discard}
      >
        <Action name={t.takeMine} onClick={decide} />
      </Choice>
    )
  }
  const isDeleted = problem?.kind === 'deleted'
  const isWanted = change.kind === 'update' || change.kind === 'restore'
  const canRestore = isDeleted && isWanted && 'createdAt' in todo
  const again = canRestore ? (isSaved(todo) ? toRestoring : toMakingAgain) : unchanged
  return (
    <Choice text={describe(change, problem)} discard={t.discard} onDiscard={discard}>
      {(!isDeleted || canRestore) && (
        <Action name={isDeleted ? t.restore : common.retry} onClick={() => sendAgain(change.id, again)} />
      )}
    </Choice>
  )
}

const unchanged = (change: StoredChange): StoredChange => change
const toRestoring = (change: StoredChange) => ({ ...change, kind: 'restore' }) as StoredChange

const describe = ({ todo: { title } }: StoredChange, problem: ChangeProblem | undefined): string =>
  problem?.kind === 'refused' ? t.notSaved(title, problem.reason) : t.deletedElsewhere(title)

type ChoiceProps = {
  text: string
  details?: ReactNode
  discard: string
  onDiscard: () => void
  children: ReactNode
}

const Choice = ({ text, details, discard, onDiscard, children }: ChoiceProps) => (
  <div className="undecided-change">
    <p>{text}</p>
    {details}
    <div className="row">
      {children}
      <Action name={discard} onClick={onDiscard} />
    </div>
  </div>
)

const Action = ({ name, onClick }: { name: string; onClick: () => void }) => (
  <button className="button small" type="button" onClick={onClick}>
    {name}
  </button>
)

function ConflictingFields({ change, now }: { change: StoredChange & { kind: 'update' }; now: Todo }) {
  const queryClient = useQueryClient()
  const lists = useLists()
  // Of a todo that was moved in the calendar, only the deadline is known, and only that can be in conflict.
  const mine = withChange({ ...now, ...change.todo }, change.change, queryClient)
  return findConflicts(change, now).map(field => {
    const show = (todo: Todo) => <bdi>{formats[field](todo, lists) || t.nothing}</bdi>
    return <p key={field}>{t.twoValues(field, show(mine), show(now))}</p>
  })
}

type Format = (todo: Todo, lists: readonly List[]) => string | null | undefined

const formats = {
  title: ({ title }) => title,
  description: ({ description }) => description,
  deadline: formatDeadline,
  repeat: ({ repeat }) => repeat && describeRepeat(repeat),
  listId: ({ listId }, lists) => lists.find(({ id }) => id === listId)?.name,
  tags: ({ tags }) => tags.join(', '),
  priority: ({ priority }) => todoTexts.priorities[priority],
} satisfies Record<ConflictField, Format>

function formatDeadline({ deadlineAt, deadlineOn }: Todo): string | undefined {
  const now = new Date()
  if (deadlineOn !== null) return formatDay(deadlineOn, toLocalDay(now))
  if (deadlineAt === null) return undefined
  const at = new Date(deadlineAt)
  return `${formatDate(at, now)}, ${formatTime(at)}`
}
