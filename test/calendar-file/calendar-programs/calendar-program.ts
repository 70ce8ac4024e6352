import type { ReadComponent } from '../calendar-readers/calendar-reader.ts'

/** A calendar program with a calendar of its own, empty at first. */
type CalendarProgram = AsyncDisposable & {
  /** Rejects when the program refuses the file, or leaves out a part of it that is for it. */
  take: (file: string) => Promise<void>
  /** What it has taken, as it shows it; texts without white space around them. */
  show: () => Promise<ReadComponent[]>
}

export type CalendarProgramOpener = {
  name: string
  /** The kinds of components that it is for. */
  kinds: ('VEVENT' | 'VTODO')[]
  /** What it makes of a text. */
  asShown: (text: string) => string
  open: () => Promise<CalendarProgram>
}
