import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import type { NewTodo } from '../../../schema/todo.ts'
import { describeError, type Problem } from '../describe-error.ts'
import { useFieldShortcut } from '../field-shortcuts.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useSessionState } from '../use-session-state.ts'
import { useNow } from '../use-now.ts'
import { useCreateTodo } from './change-todo-queries.ts'
import { parseQuickAdd } from './parse-quick-add.ts'
import './QuickAdd.css'
import { QuickAddNote } from './QuickAddNote.tsx'
import { isShown, type TodoList } from './todo-list.ts'
import { type TodoLine, type UnsavedTodo, UnsavedTodos } from './UnsavedTodos.tsx'

function toNewTodo({ text, notADeadline }: TodoLine): NewTodo {
  const { title, deadline } = parseQuickAdd(text, new Date(), notADeadline)
  return { title, deadlineAt: deadline?.date.toISOString() }
}

const empty: TodoLine = { text: '' }

/** Adds a todo from one line. Typing can continue while earlier todos are being saved. */
export function QuickAdd({ list }: { list: TodoList }) {
  const [line = empty, setLine] = useSessionState<TodoLine>('quick-add')
  const [unsaved = [], setUnsaved, changeUnsaved] = useSessionState<UnsavedTodo[]>('unsaved-todos')
  const [problem, setProblem] = useState<Problem>()
  const now = new Date(useNow())
  const { deadline } = parseQuickAdd(line.text, now, line.notADeadline)
  const { mutateAsync: create } = useCreateTodo()
  const toast = useToast()
  const input = useRef<HTMLInputElement>(null)
  const noteId = useId()
  useFieldShortcut('n', () => input.current?.focus())

  function change(next: TodoLine | undefined) {
    setProblem(undefined)
    setLine(next)
  }

  async function add(added: TodoLine) {
    try {
      const made = await create(toNewTodo(added))
      if (!isShown(made, list)) toast({ text: `Added “${made.title}” – hidden by the current filter` })
    } catch (error) {
      restoreLine(added, describeError(error))
    }
  }

  /** Restores refused text to the line, or lists it below if something else was typed: nothing typed is lost. */
  function restoreLine(refused: TodoLine, why: Problem) {
    if (input.current?.value === '') {
      setLine(refused)
      setProblem(why)
      input.current.focus()
    } else changeUnsaved((others = []) => [...others, { ...refused, problem: why.message }])
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (line.text.trim() === '') return
    change(undefined)
    void add(line)
  }

  function onKeyDown({ key }: KeyboardEvent<HTMLInputElement>) {
    if (key !== 'Escape') return
    change(undefined)
    input.current?.blur()
  }

  return (
    <div className="quick-add">
      <form className="quick-add-line" onSubmit={submit}>
        <input
          ref={input}
          aria-label="New todo"
          aria-describedby={noteId}
          aria-invalid={problem !== undefined}
          placeholder="Add a todo, e.g. “Pay rent Fri 5pm”"
          autoComplete="off"
          enterKeyHint="done"
          value={line.text}
          onChange={({ target }) => change(target.value === '' ? undefined : { ...line, text: target.value })}
          onKeyDown={onKeyDown}
        />
        <button className="button primary" type="submit">
          Add
        </button>
      </form>
      <QuickAddNote
        id={noteId}
        problem={problem?.message}
        deadline={deadline?.date}
        now={now}
        onRemove={() => {
          change({ ...line, notADeadline: deadline?.words })
          input.current?.focus()
        }}
      />
      <UnsavedTodos
        todos={unsaved}
        onChange={todos => setUnsaved(todos.length === 0 ? undefined : todos)}
        onRetry={todo => void add(todo)}
      />
    </div>
  )
}
