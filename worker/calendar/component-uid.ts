import { escape } from 'ical-generator'
import { parse } from 'uuid'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { sanitiseLine } from '../../schema/sanitise.ts'
import { toUuidV5 } from '../uuid-v5.ts'

/** Must never change: existing UIDs in calendar programs derive from it. */
const namespace = parse('b4f0ccd2-8340-4cba-9b30-d3e7c53e1a8b')
const uuidLength = 36
const isUuid = /^[\da-f-]{36}$/
/** The namespace, followed by space for a UUID as text. */
const named = Buffer.concat([namespace, Buffer.alloc(uuidLength)])

/**
 * The UIDs of a todo's components are stable, bare UUIDs (RFC 7986 section 5.3). A VTODO has the todo's own and a VEVENT
 * another one, because Radicale answers 500 when two components share one.
 */
export const toTodoUid = ({ id, uid }: CalendarTodo, form: CalendarOptions['uid']): string =>
  form === 'id' ? `todo-${id}` : isUuid.test(uid) ? uid : escape(sanitiseLine(uid), false)

export const toEventUid = ({ id, uid }: CalendarTodo, form: CalendarOptions['uid']): string =>
  form === 'id' ? `${id}` : deriveEventUid(uid)

export const deriveEventUid = (todoUid: string): string => toUuidV5(toNamed(todoUid))

function toNamed(name: string): Uint8Array {
  if (name.length !== uuidLength) return Buffer.concat([namespace, Buffer.from(name)])
  named.write(name, namespace.length, 'latin1')
  return named
}
