import { useEffect, useState } from 'react'
import { distinctTexts } from '../../../schema/fold-text.ts'
import type { NewTodoInput } from '../../../schema/todo.ts'
import { browserLocales, languageChoice } from '../language.ts'
import { locale } from '../locale.ts'
import { t } from '../messages/quick-add.ts'
import { pageTimeZone } from '../page-time-zone.ts'
import type { ParseQuickAdd, QuickAdd } from './quick-add/parse-quick-add.ts'

/** A language that was chosen comes before those of the browser. */
const locales = languageChoice === 'auto' ? browserLocales : [locale, ...browserLocales]

let loading: Promise<ParseQuickAdd> | undefined

/** Loads the parser once, and again after a failure. */
async function loadParser(): Promise<ParseQuickAdd> {
  loading ??= import('./quick-add/parse-quick-add.ts').then(({ loadQuickAdd }) => loadQuickAdd(locales))
  try {
    return await loading
  } catch (cause) {
    loading = undefined
    throw new Error(t.notLoaded, { cause })
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

type Line = { text: string; unlinked?: readonly string[] | undefined }
/** The list and the tag that the page shows. A new todo gets them, unless its line names another list. */
type Shown = { list: string | undefined; tag: string | undefined }
type Lists = readonly { id: number; name: string }[]

/** The todo of a line that was added before the parser was loaded. */
export async function readLine({ text, unlinked }: Line, lists: Lists, shown: Shown): Promise<NewTodoInput> {
  const parse = await loadParser()
  return toNewTodo(parse(text, { now: new Date(), timeZone: pageTimeZone(), unlinked, lists }), shown)
}

export function toNewTodo(
  { title, deadline, repeat, priority, ...named }: QuickAdd,
  shown: Shown,
): NewTodoInput {
  const list = named.list ?? shown.list
  const tags = shown.tag === undefined ? named.tags : distinctTexts([shown.tag, ...named.tags])
  const todo = {
    title,
    ...(list !== undefined && { list }),
    ...(tags.length > 0 && { tags }),
    ...(priority && { priority }),
    ...(deadline && repeat && { repeat }),
  }
  if (!deadline) return todo
  return 'on' in deadline ? { ...todo, deadlineOn: deadline.on } : { ...todo, deadlineAt: deadline.at }
}
