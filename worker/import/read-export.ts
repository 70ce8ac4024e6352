import { z } from 'zod'
import { readInstant } from '../../schema/instant.ts'
import { isPlainDate } from '../../schema/plain-date.ts'
import { parseRule } from '../../schema/recurrence-rule.ts'
import { type Completion, maxCompletions, repeat } from '../../schema/repeat.ts'
import { isZone } from './is-zone.ts'
import { buildTodo } from './build-todo.ts'
import { decodeText, fallbackNote } from './decode-text.ts'
import { createUidDeriver, toUid, type UidDeriver } from './derive-uid.ts'
import type { ImportEntry, ReadOptions } from '../../schema/imported-todo.ts'
import { type Line, readLines } from './read-lines.ts'

/** A todo with the longest texts, escaped, takes less. */
const maxLineBytes = 1024 * 1024

const moment = z.string().nullish().catch(null)
const exported = z.object({
  uid: z.string().min(1).nullish().catch(null),
  title: z.string(),
  description: z.string().nullish().catch(null),
  completed: z.boolean().catch(false).default(false),
  completedAt: moment,
  deadlineAt: moment,
  deadlineOn: moment,
  repeat: repeat.optional().catch(null),
  repeatZone: z.string().nullish().catch(null),
  completions: z.array(z.unknown()).catch([]).default([]),
  /** Its name, or the list. */
  list: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .nullish()
    .catch(null),
  tags: z.array(z.string()).catch([]).default([]),
  priority: z
    .string()
    .transform(word => word.toLowerCase())
    .pipe(z.enum(['none', 'low', 'medium', 'high']))
    .catch('none')
    .default('none'),
  properties: z.array(z.string()).catch([]).default([]),
  createdAt: moment,
  deletedAt: moment,
})

/** Reads our own export: a JSON object on each line, of which those with `todo` and `deletedTodo` are todos. */
export async function* readExport(
  bytes: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<ImportEntry> {
  const deriveUid = createUidDeriver(options.chosenList)
  for await (const lines of readLines(bytes, maxLineBytes)) {
    for (const line of lines) {
      const entry = readLine(line, deriveUid, options)
      if (entry) yield entry
    }
  }
}

function readLine(
  { number: line, text: raw, isCut }: Line,
  deriveUid: UidDeriver,
  options: ReadOptions,
): ImportEntry | undefined {
  if (raw.trim() === '') return undefined
  if (isCut) return { line, problem: `is longer than ${maxLineBytes} bytes` }
  const { text, isFallback } = decodeText(raw)
  const value = parseJson(text)
  if (!value) return { line, problem: 'is not a JSON object' }
  const isDeleted = 'deletedTodo' in value
  if (!isDeleted && !('todo' in value)) return undefined
  const { data, error } = exported.safeParse(value[isDeleted ? 'deletedTodo' : 'todo'])
  if (error)
    return { line, problem: `is not a todo: ${error.issues[0]?.path.join('.')} ${error.issues[0]?.message}` }
  const notes = isFallback ? [fallbackNote] : []
  const on = data.deadlineOn && isPlainDate(data.deadlineOn) ? data.deadlineOn : undefined
  const deadline = readDeadline(on ?? data.deadlineAt)
  if (deadline === undefined && (data.deadlineOn ?? data.deadlineAt))
    notes.push('its deadline cannot be read: left out')
  const completions = data.completions.slice(0, maxCompletions).flatMap(readCompletion)
  const deletedAt = isDeleted ? toMoment(data.deletedAt) : undefined
  if (isDeleted && !deletedAt) return { line, problem: 'is not a todo of the trash: deletedAt is not a time' }
  const zone = data.repeatZone
  const uid = toUid(data.uid)
  const built = buildTodo(
    {
      ...data,
      isStored: true,
      ...(uid === undefined ? deriveUid(['export', data.title, data.createdAt ?? '']) : { uid }),
      description: data.description ?? null,
      list: data.list ?? null,
      completedAt: toMoment(data.completedAt),
      deadline,
      repeat: data.repeat ?? undefined,
      timeZone: zone && isZone(zone) ? zone : undefined,
      createdAt: toMoment(data.createdAt),
    },
    options.timeZone,
    notes,
  )
  const todo = {
    ...built.todo,
    ...(completions.length > 0 && { completions }),
    ...(deletedAt && { deletedAt }),
  }
  return { line, todo, notes: built.notes }
}

const rule = z.string().refine(text => !('problem' in parseRule(text)))

const completion = z.object({
  completedAt: z.string().transform(text => readInstant(text)),
  deadlineAt: moment,
  deadlineOn: moment,
  rules: z.object({ before: rule, after: rule }).optional().catch(undefined),
})

/** None if it cannot be read. */
function readCompletion(value: unknown): Completion[] {
  const { data } = completion.safeParse(value)
  const deadline = readDeadline(data?.deadlineOn ?? data?.deadlineAt)
  if (!data?.completedAt || deadline === undefined) return []
  const isDate = isPlainDate(deadline)
  return [
    {
      completedAt: data.completedAt,
      deadlineAt: isDate ? null : deadline,
      deadlineOn: isDate ? deadline : null,
      ...(data.rules && { rules: data.rules }),
    },
  ]
}

/** Deep nesting cannot overflow the stack of V8's parser, and a line has a bounded length. */
function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const readDeadline = (text: string | null | undefined): string | undefined => {
  if (!text || readInstant(text) === undefined) return undefined
  return isPlainDate(text) ? text : readInstant(text)
}

const toMoment = (text: string | null | undefined): string | undefined =>
  text ? readInstant(text) : undefined
