import { toPercent } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type {
  DateOrder,
  ImportCounts,
  ImportFormat,
  ImportJob,
  ImportOutcome,
  ReportFilter,
} from '../../schema/import-job.ts'
import type { NumberedEntry } from '../../core/import-jobs/read-report.ts'
import { toImportUrls } from '../operations/imports.ts'
import { builder } from './builder.ts'
import { jobState } from './job-types.ts'

const importFormat = builder.enumType('ImportFormat', {
  description: 'The format of a file to import.',
  values: {
    ICS: { value: 'ics', description: 'iCalendar, with tasks or events.' },
    CSV: { value: 'csv', description: 'CSV of Todoist, of TickTick, or with a mapping.' },
    EXPORT: { value: 'export', description: "This program's own export." },
  } as const satisfies Record<string, { value: ImportFormat; description: string }>,
})

const dateOrder = builder.enumType('DateOrder', {
  description: 'How numeric dates such as 1/2/2030 are read.',
  values: {
    DMY: { description: 'The day comes first.' },
    MDY: { description: 'The month comes first.' },
  } as const satisfies Record<DateOrder, { description: string }>,
})

const outcome = builder.enumType('ImportOutcome', {
  description: 'What happened to an entry of an imported file.',
  values: {
    CREATED: { value: 'created', description: 'A new todo.' },
    CHANGED: { value: 'changed', description: 'A todo with this UID was changed.' },
    UNCHANGED: { value: 'unchanged', description: 'A todo with this UID stays as it is.' },
    SKIPPED: { value: 'skipped', description: 'Not imported; `notes` says why.' },
  } as const satisfies Record<string, { value: ImportOutcome; description: string }>,
})

export const reportFilterType = builder.enumType('ImportReportFilter', {
  description: 'Which entries of a report are wanted.',
  values: {
    ALL: { value: 'all', description: 'All entries.' },
    NOTED: { value: 'noted', description: 'Entries with notes, and those that were skipped.' },
  } as const satisfies Record<string, { value: ReportFilter; description: string }>,
})

const mappingInput = builder.inputType('ColumnMappingInput', {
  description: 'The columns of a CSV file, by their names in its header.',
  fields: t => ({
    title: t.string({ required: true, description: 'The column of the title.' }),
    description: t.string({ description: 'The column of the description.' }),
    deadline: t.string({ description: 'The column of the deadline.' }),
    completed: t.string({ description: 'The column that says whether a todo is completed.' }),
    completedAt: t.string({ description: 'The column of the time of completion.' }),
    list: t.string({ description: 'The column of the list.' }),
    tags: t.string({ description: 'The column of the tags, separated by commas or semicolons.' }),
    priority: t.string({ description: 'The column of the priority.' }),
    repeat: t.string({ description: 'The column of the RRULE.' }),
    timeZone: t.string({ description: 'The column of the time zone.' }),
    uid: t.string({ description: 'The column of the UID.' }),
    createdAt: t.string({ description: 'The column of the time of creation.' }),
  }),
})

export const importInput = builder.inputType('ImportTodosInput', {
  description: 'The text of a file, and how to import it.',
  fields: t => ({
    content: t.string({
      required: true,
      description: 'The text of the file. Larger files are uploaded at `POST /api/v1/todos/import`.',
    }),
    dryRun: t.boolean({ description: 'Only report what an import would change.' }),
    format: t.field({ type: importFormat, description: 'Default: what the content looks like.' }),
    list: t.string({ description: 'The name of the list for all todos. Default: the lists in the file.' }),
    mapping: t.field({
      type: mappingInput,
      description: 'The columns of a CSV file that is not from Todoist or TickTick.',
    }),
    dateOrder: t.field({
      type: dateOrder,
      description: 'How numeric dates are read. Default: only if unambiguous.',
    }),
    timeZone: t.string({ description: 'The zone of times without one. Default: that of the settings.' }),
  }),
})

const countsType = builder.objectRef<ImportCounts>('ImportCounts').implement({
  description: 'The numbers of entries of the file, by what happened to them.',
  fields: t => ({
    created: t.exposeInt('created', { description: 'New todos.' }),
    changed: t.exposeInt('changed', { description: 'Todos that were changed.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Todos that stay as they are.' }),
    skipped: t.exposeInt('skipped', { description: 'Entries that were not imported.' }),
    noted: t.exposeInt('noted', { description: 'How many of the others have notes in the report.' }),
  }),
})

const progressType = builder.objectRef<ImportJob['progress']>('ImportProgress').implement({
  description: 'The progress of an import, in bytes of its file.',
  fields: t => ({
    done: t.exposeInt('done', { description: 'Bytes imported so far.' }),
    total: t.exposeInt('total', {
      description: 'The size of the file; null before it is known.',
      nullable: true,
    }),
    percent: t.float({
      description: '100 × done / total, to one decimal.',
      nullable: true,
      resolve: toPercent,
    }),
  }),
})

export const importType = builder.objectRef<ImportJob>('ImportJob').implement({
  description: 'A job that imports todos from a file.',
  fields: t => ({
    id: t.exposeID('id', { description: 'A UUID, the same in every API.' }),
    state: t.expose('state', { type: jobState, description: 'The state of the import.' }),
    eventId: t.string({
      description: 'Identifies this version of the import, for `after` of importJobStatus.',
      resolve: toEventId,
    }),
    attempt: t.exposeInt('attempt', { description: 'How many times a worker has taken the import.' }),
    progress: t.expose('progress', { type: progressType, description: 'How much of the file is imported.' }),
    counts: t.expose('counts', { type: countsType, description: 'What happened to the entries so far.' }),
    dryRun: t.boolean({
      description: 'Whether the import only reports what it would change.',
      resolve: ({ options }) => options.dryRun,
    }),
    error: t.exposeString('error', { description: 'The most recent error.', nullable: true }),
    statusUrl: t.string({
      description: 'The URL of the import in the REST API.',
      resolve: ({ id }, _, context) => toImportUrls(context, id).statusUrl,
    }),
    reportUrl: t.string({
      description: 'The URL of the whole report, a JSON object on each line.',
      resolve: ({ id }, _, context) => toImportUrls(context, id).reportUrl,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the file was stored.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'When a worker first took the import.',
      nullable: true,
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      description: 'When the import reached a final state.',
      nullable: true,
    }),
  }),
})

const entryType = builder.objectRef<NumberedEntry>('ImportReportEntry').implement({
  description: 'What happened to an entry of an imported file.',
  fields: t => ({
    line: t.exposeInt('line', { description: 'Where the entry begins in the file, from 1.' }),
    outcome: t.expose('outcome', { type: outcome, description: 'What happened to it.' }),
    title: t.exposeString('title', { description: 'Null when no todo could be read.', nullable: true }),
    uid: t.exposeString('uid', { description: 'Null when no todo could be read.', nullable: true }),
    notes: t.exposeStringList('notes', {
      description: 'What could not be kept as it was, and why an entry was skipped.',
    }),
  }),
})

export const importConnection = builder.connectionObject(
  { type: importType, name: 'ImportJobConnection', description: 'A page of imports.' },
  { name: 'ImportJobEdge', description: 'An import in a list.' },
)

export const reportConnection = builder.connectionObject(
  { type: entryType, name: 'ImportReportConnection', description: 'A page of the report of an import.' },
  { name: 'ImportReportEdge', description: 'An entry of a report.' },
)
