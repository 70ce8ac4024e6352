import { z } from 'zod'

/*
 * An export is text: a JSON object on each line, with one key that says what it is. The first line is the header, the last
 * one counts the others, so that a file which was cut off is noticed.
 *
 *   {"format":"taskoverflow-export","version":1,"exportedAt":"…"}
 *   {"settings":{…}}
 *   {"list":{…}}            each list, the inbox first
 *   {"todo":{…}}            each todo, the oldest first
 *   {"deletedTodo":{…}}     each todo in the trash
 *   {"feed":{…}}            each feed, with the hash of its token: its URL stays valid
 *   {"retiredToken":{…}}    the hash of each token that must stay invalid
 *   {"end":{"lines":…}}
 */

export const exportFormat = 'taskoverflow-export'
export const exportVersion = 1

const text = z.string()
const optional = text.nullable()
const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const header = z.object({
  format: z.literal(exportFormat),
  version: z.literal(exportVersion),
  exportedAt: text,
  /** The largest id of a todo, in the trash or not: a restore gives new todos larger ones. */
  lastTodoId: z.int().optional(),
})

const settings = z.object({ timeZone: text, weekStart: text, updatedAt: optional })

const list = z.object({
  id: z.int(),
  name: text,
  color: optional,
  position: z.int(),
  isInbox: z.boolean(),
  createdAt: text,
  updatedAt: text,
})

const todo = z.object({
  id: z.int(),
  uid: text,
  title: text,
  description: optional,
  completed: z.boolean(),
  completedAt: optional,
  deadlineAt: optional,
  deadlineOn: optional,
  repeat: z.object({ rule: text, from: text }).nullable(),
  repeatZone: optional,
  completions: z.array(z.unknown()),
  /** The name of its list. */
  list: text,
  tags: z.array(text),
  priority: text,
  properties: z.array(text),
  /** The hash of the imported row: importing it again changes nothing. */
  importHash: text.nullish(),
  /** SEQUENCE in calendars: a smaller one than before would make calendar programs ignore changes. */
  revision: z.int(),
  createdAt: text,
  updatedAt: text,
  revisedAt: text,
})

const feed = z.object({
  id: z.uuid(),
  tokenHash: hash,
  name: text,
  options: z.record(z.string(), z.unknown()),
  daysBack: z.int().nullable(),
  daysAhead: z.int().nullable(),
  version: z.int(),
  fetchedAt: optional,
  fetchedBy: optional,
  createdAt: text,
  updatedAt: text,
})

const retiredToken = z.object({ tokenHash: hash, retiredAt: text })

/** The lines between the header and the end. */
export const entry = z.union([
  z.strictObject({ settings }),
  z.strictObject({ list }),
  z.strictObject({ todo }),
  z.strictObject({ deletedTodo: todo.extend({ deletedAt: text }) }),
  z.strictObject({ feed }),
  z.strictObject({ retiredToken }),
  z.strictObject({ end: z.object({ lines: z.int() }) }),
])

export type Entry = z.output<typeof entry>
export type TodoEntry = z.output<typeof todo>
export type ListEntry = z.output<typeof list>
export type FeedEntry = z.output<typeof feed>
export type RetiredTokenEntry = z.output<typeof retiredToken>
export type Header = z.output<typeof header>
