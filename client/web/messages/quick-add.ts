import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const english = {
  newTodo: 'New todo',
  example: 'Add a todo, e.g. “Pay rent Fri 5pm”',
  tip: 'Tip: add a deadline, such as “Fri 5pm” or “12 May”, a #tag, a @list or !high',
  keep: 'Keep in the title',
  keepPrefix: 'Keep in the title: ',
  titlePrefix: 'Title: ',
  due: (date: string) => `Due ${date}`,
  repeatsFrom: (period: string, date: string) => `${period}, from ${date}`,
  notLoaded: 'Couldn’t load quick add. Try again, or reload the page.',

  pasted: (lines: number) => `You pasted ${lines} lines.`,
  addLines: (lines: number) => plural(lines, { one: 'Add # todo', other: 'Add # todos' }),
  asOneLine: 'Paste as one line',

  notSaved: 'Not saved',
  wasNotSaved: (reason: string) => `was not saved: ${reason}`,
  discard: 'Discard',
}

export type QuickAddTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/quick-add.ts') })
