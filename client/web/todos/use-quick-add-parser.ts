import { useEffect, useState } from 'react'
import type { NewTodo } from '../../../schema/todo.ts'
import type { ParseQuickAdd, QuickAdd } from './quick-add/parse-quick-add.ts'

let loading: Promise<ParseQuickAdd> | undefined

/** Loads the parser once, and again after a failure. */
export async function loadParser(): Promise<ParseQuickAdd> {
  loading ??= import('./quick-add/parse-quick-add.ts').then(({ loadQuickAdd }) =>
    loadQuickAdd(navigator.languages),
  )
  try {
    return await loading
  } catch (cause) {
    loading = undefined
    throw new Error('Couldn’t load quick add. Try again, or reload the page.', { cause })
  }
}

/** The parser, once it is needed and has been loaded. Until then, a line is plain text. */
export function useQuickAddParser(isNeeded: boolean): ParseQuickAdd | undefined {
  const [parser, setParser] = useState<{ parse: ParseQuickAdd }>()
  useEffect(() => {
    if (!isNeeded) return
    // A failure is reported when the line is added.
    loadParser().then(
      parse => setParser(known => known ?? { parse }),
      () => undefined,
    )
  }, [isNeeded])
  return parser?.parse
}

export function toNewTodo({ title, deadline, repeat }: QuickAdd): NewTodo {
  if (!deadline) return { title }
  const todo = repeat ? { title, repeat } : { title }
  return 'on' in deadline ? { ...todo, deadlineOn: deadline.on } : { ...todo, deadlineAt: deadline.at }
}
