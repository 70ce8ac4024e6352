import type { Instant } from './instant.ts'
import type { PlainDate } from './plain-date.ts'
import type { Priority } from './priority.ts'
import type { Completion, Repeat } from './repeat.ts'

export type ImportedTodo = {
  /** From the file, else derived from what identifies the row: importing the same file again finds the same todos. */
  uid: string
  /** The derived UID without the chosen list, which todos of unreleased versions have. */
  earlierUid?: string
  title: string
  description: string | null
  completed: boolean
  completedAt: Instant | null
  /** The deadline is an instant or a date; one of them is null. */
  deadlineAt: Instant | null
  deadlineOn: PlainDate | null
  repeat: Repeat | null
  /** The zone in which a timed repetition has the same wall time; undefined means that of the owner. */
  timeZone?: string
  /** Newest first; undefined leaves those of a known todo as they are. */
  completions?: Completion[]
  /** When it was moved to the trash, in which it still is. */
  deletedAt?: Instant
  /** The name of its list; null for the default one. */
  list: string | null
  tags: string[]
  priority: Priority
  /** Unfolded content lines of iCalendar that the product does not use, kept for programs that do. */
  properties: string[]
  createdAt?: Instant
  /** From a calendar of this program, which does not say everything of a todo. In the original's format it has the id. */
  ours?: { kind: 'task' | 'event'; todoId?: string }
  /** What the file says and how it is read, where that has another meaning each day, such as `tomorrow`. */
  source?: string
}

/** What was read from the file, in its order; `line` is where it begins. Notes say what could not be kept as it was. */
export type ImportEntry =
  | { line: number; todo: ImportedTodo; notes: string[] }
  | { line: number; problem: string }

/** How a file is read. */
export type ReadOptions = {
  /** The owner's zone: of times without one. */
  timeZone: string
  /** When words such as `tomorrow` were written. */
  now: Instant
  /** The list that was chosen for all todos. */
  chosenList?: string | undefined
}

export const maxUid = 255
export const maxProperties = 200
/** The length of all properties of a todo, in UTF-16 code units. */
export const maxPropertiesLength = 32 * 1024
