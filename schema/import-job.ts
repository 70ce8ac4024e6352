import { z } from 'zod'
import type { CalendarJob } from './calendar-job.ts'
import { listName } from './lists.ts'
import { text } from './text.ts'
import { timeZone } from './time-zone.ts'

/** The maximum size of a file, uncompressed. */
export const maxImportBytes = 256 * 1024 * 1024
/** In UTF-16 code units; GraphQL and tRPC have the file in their request. */
export const maxImportContent = 200_000

const importFormats = ['ics', 'csv', 'export'] as const
export type ImportFormat = (typeof importFormats)[number]

const column = text(200).optional()

/** Names the column of each field of a CSV file. */
export const columnMapping = z.strictObject({
  title: text(200),
  description: column,
  deadline: column,
  completed: column,
  completedAt: column,
  list: column,
  tags: column,
  priority: column,
  repeat: column,
  timeZone: column,
  uid: column,
  createdAt: column,
})
export type ColumnMapping = z.output<typeof columnMapping>

/** Whether 1/2/2030 is in January or in February. */
const dateOrders = ['DMY', 'MDY'] as const
export type DateOrder = (typeof dateOrders)[number]

export const importOptions = z.strictObject({
  dryRun: z
    .boolean('must be true or false')
    .default(false)
    .describe('Only report what an import would change'),
  format: z
    .enum(importFormats, `must be one of ${importFormats.join(', ')}`)
    .optional()
    .describe('The format of the file; default: what its content looks like'),
  list: listName
    .optional()
    .describe('The list for all todos, created if there is none with this name; default: those in the file'),
  mapping: columnMapping
    .optional()
    .describe('The columns of a CSV file that is not from Todoist or TickTick'),
  dateOrder: z
    .enum(dateOrders, 'must be DMY or MDY')
    .optional()
    .describe('Whether 1/2/2030 is in February (DMY) or in January (MDY)'),
  timeZone: timeZone.optional().describe('The zone of times without one; default: that of the settings'),
})

export type RequestedImport = z.output<typeof importOptions>

/** As a job has them: with the owner's time zone when none was given. */
export type ImportOptions = RequestedImport & { timeZone: string }

/** The numbers of todos in the file by what happened, or would happen, to them. */
export type ImportCounts = {
  created: number
  changed: number
  unchanged: number
  /** Entries that are no todos, or could not be read; the report says why. */
  skipped: number
  /** How many of the others have notes in the report. */
  noted: number
}

export const noCounts: ImportCounts = { created: 0, changed: 0, unchanged: 0, skipped: 0, noted: 0 }

/** An import as of one version of its row. `progress` counts the bytes of the file. */
export type ImportJob = Pick<
  CalendarJob,
  'id' | 'state' | 'version' | 'attempt' | 'progress' | 'error' | 'createdAt' | 'startedAt' | 'finishedAt'
> & { kind: 'import'; options: ImportOptions; counts: ImportCounts }

/** What a queue carries and watchers see. */
export type AnyJob = CalendarJob | ImportJob

export const importOutcomes = ['created', 'changed', 'unchanged', 'skipped'] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** An entry of the report. */
export type ImportReportEntry = {
  /** Where the todo begins in the file, from 1. */
  line: number
  outcome: ImportOutcome
  /** Null when no todo could be read. */
  title: string | null
  uid: string | null
  /** What could not be kept as it was, and why an entry was skipped. */
  notes: string[]
}

/** Whether a client wants all entries, or only those with notes. */
export const reportFilter = z.enum(['all', 'noted'], 'must be all or noted')
export type ReportFilter = z.output<typeof reportFilter>
