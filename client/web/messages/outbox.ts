import type { ReactNode } from 'react'
import type { ConflictField } from '../outbox/send-change.ts'
import { inLanguage } from './in-language.ts'
import { plural, rich } from './format-text.ts'

const fields: Record<ConflictField, string> = {
  title: 'Title',
  description: 'Description',
  deadline: 'Deadline',
  repeat: 'Repetition',
  listId: 'List',
  tags: 'Tags',
  priority: 'Priority',
}

const english = {
  full: 'Too many changes are waiting for the server. Try again when it can be reached.',
  notSent: 'Not sent yet',
  undecided: 'Changes that need your decision',

  changedElsewhere: (title: string) => `“${title}” was changed here and elsewhere.`,
  twoValues: (field: ConflictField, mine: ReactNode, other: ReactNode) =>
    rich`${fields[field]}: yours is “${mine}”, the other is “${other}”.`,
  nothing: 'nothing',
  takeMine: 'Use mine',
  takeOther: 'Use the other one',

  deletedElsewhere: (title: string) => `“${title}” was deleted elsewhere before your change could be sent.`,
  restore: 'Restore it with my change',
  notSaved: (title: string, reason: string) => `“${title}” was not saved: ${reason}`,
  discard: 'Discard my change',

  lossTitle: 'Sign out now?',
  loss: (count: number) =>
    plural(count, {
      one: 'A change has not been sent to the server yet. It is lost when you sign out.',
      other: '# changes have not been sent to the server yet. They are lost when you sign out.',
    }),
  signOutAnyway: 'Sign out anyway',
}

export type OutboxTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/outbox.ts') })
