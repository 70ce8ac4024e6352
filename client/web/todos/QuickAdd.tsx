import { useQuery } from '@tanstack/react-query'
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import type { NewTodoInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { describeError, type Problem } from '../describe-error.ts'
import { useFieldShortcut } from '../field-shortcuts.ts'
import { isComposing } from '../is-composing.ts'
import { useLists } from '../lists/all-lists.ts'
import { knownTags } from '../lists/lists-queries.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/quick-add.ts'
import { useTimeZone } from '../settings/use-time-zone.ts'
import { hasSessionState, useSessionState } from '../use-session-state.ts'
import { useNow } from '../use-now.ts'
import { useCreateTodo } from './change-todo-queries.ts'
import { findTag } from './find-tag.ts'
import { PastedLines, toLines } from './PastedLines.tsx'
import type { Mark } from './quick-add/mark-words.ts'
import './QuickAdd.css'
import { QuickAddInput } from './QuickAddInput.tsx'
import { QuickAddNote } from './QuickAddNote.tsx'
import { suggestLabels } from './suggest-labels.ts'
import type { TodoList } from './todo-list.ts'
import { useAnnounceAdded } from './use-announce-added.ts'
import { type TodoLine, type UnsavedTodo, UnsavedTodos } from './UnsavedTodos.tsx'
import { readLine, toNewTodo, useQuickAddParser } from './use-quick-add-parser.ts'

type Props = { list: TodoList; onReveal: (todo: Todo) => void }

const empty: TodoLine = { text: '' }

/** Adds a todo from one line. Typing can continue while earlier todos are being saved. */
export function QuickAdd({ list, onReveal }: Props) {
  const [line = empty, setLine] = useSessionState<TodoLine>('quick-add')
  const [unsaved = [], setUnsaved, changeUnsaved] = useSessionState<UnsavedTodo[]>('unsaved-todos')
  const [problem, setProblem] = useState<Problem>()
  const [pasted, setPasted] = useState<string[]>()
  const now = new Date(useNow())
  const timeZone = useTimeZone()
  const parse = useQuickAddParser(line.text !== '')
  const lists = useLists()
  const parsed = parse?.(line.text, { now, timeZone, unlinked: line.unlinked, lists })
  const shown = {
    list: list.listId === undefined ? undefined : `${list.listId}`,
    tag: findTag(list.filter),
  }
  const { data: tags = [] } = useQuery({ ...knownTags, enabled: line.text.includes('#') })
  const suggested = suggestLabels(line.text, { lists: lists.map(({ name }) => name), tags })
  const create = useCreateTodo()
  const announce = useAnnounceAdded(list, onReveal)
  const input = useRef<HTMLInputElement>(null)
  const noteId = useId()
  useFieldShortcut('n', () => input.current?.focus())

  function change(next: TodoLine | undefined) {
    setProblem(undefined)
    setLine(next)
  }

  function type(text: string) {
    const unlinked = line.unlinked?.filter(words => text.includes(words))
    change(text === '' ? undefined : { text, unlinked })
  }

  /** Saves what was shown. A line that was added before the parser was loaded waits for it. */
  async function add(added: TodoLine, read?: NewTodoInput) {
    let todo = read
    try {
      todo ??= await readLine(added, lists, shown)
      announce(await create(todo))
    } catch (error) {
      restoreLine(added, todo, describeError(error))
    }
  }

  /** Restores refused text to the line, or lists it below if something else was typed: nothing typed is lost. */
  function restoreLine(refused: TodoLine, todo: NewTodoInput | undefined, why: Problem) {
    // Several can be refused before anything is shown.
    if (input.current && !hasSessionState('quick-add')) {
      setLine(refused)
      setProblem(why)
      input.current.focus()
    } else changeUnsaved((others = []) => [...others, { ...refused, todo, problem: why.message }])
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (line.text.trim() === '') return
    change(undefined)
    void add(line, parsed && toNewTodo(parsed, shown))
  }

  function unlink({ start, end }: Mark) {
    change({ ...line, unlinked: [...(line.unlinked ?? []), line.text.slice(start, end)] })
    input.current?.focus()
  }

  function onKeyDown({ key, nativeEvent }: KeyboardEvent<HTMLInputElement>) {
    if (key !== 'Escape' || isComposing(nativeEvent)) return
    change(undefined)
    input.current?.blur()
  }

  function onPaste(event: ClipboardEvent) {
    const lines = toLines(event.clipboardData.getData('text'))
    if (lines.length < 2) return
    event.preventDefault()
    setPasted(lines)
  }

  function closePasted() {
    setPasted(undefined)
    input.current?.focus()
  }

  return (
    <div className="quick-add">
      <form className="quick-add-line" onSubmit={submit}>
        <QuickAddInput
          ref={input}
          aria-label={t.newTodo}
          aria-describedby={noteId}
          aria-invalid={problem !== undefined}
          placeholder={t.example}
          autoComplete="off"
          enterKeyHint="done"
          value={line.text}
          marks={parsed?.marks ?? []}
          suggested={suggested}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onUnlink={unlink}
        />
        <button className="button primary" type="submit">
          {common.add}
        </button>
      </form>
      {pasted && (
        <PastedLines
          lines={pasted}
          onAdd={() => {
            for (const text of pasted) void add({ text })
            closePasted()
          }}
          onJoin={() => {
            type([line.text.trim(), ...pasted].join(' ').trim())
            closePasted()
          }}
          onCancel={closePasted}
        />
      )}
      <QuickAddNote
        id={noteId}
        text={line.text}
        problem={problem?.message}
        parsed={parsed}
        now={now}
        lists={lists}
        onUnlink={unlink}
      />
      <UnsavedTodos
        todos={unsaved}
        onChange={todos => setUnsaved(todos.length === 0 ? undefined : todos)}
        onRetry={({ todo, ...again }) => void add(again, todo)}
      />
    </div>
  )
}
