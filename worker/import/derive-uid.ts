import { hash } from 'node:crypto'
import { foldText } from '../../schema/fold-text.ts'
import { type ImportedTodo, maxUid } from '../../schema/imported-todo.ts'
import { toUuidV5 } from '../uuid-v5.ts'

/** Must never change: an import finds the todos of an earlier one by what is derived from it. */
const namespace = Buffer.from('6f1d3a5c27b04f3e9d1f8e0c5a7b9421', 'hex')

export type Uid = Pick<ImportedTodo, 'uid' | 'earlierUid'>
export type UidDeriver = (identity: readonly string[]) => Uid

/**
 * Returns a function that derives the UID of a row without one from what identifies it. A row that says the same as an earlier
 * one is another todo: their order distinguishes them.
 *
 * @param list the one that was chosen for all todos: files for different lists have different todos
 */
export function createUidDeriver(list?: string): UidDeriver {
  /** By 48 bits of the hash: half the memory of texts, which matters with a million rows. */
  const seen = new Map<number, number>()
  return identity => {
    const name = JSON.stringify(identity)
    const key = Number.parseInt(hash('sha1', name).slice(0, 12), 16)
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    const uid = deriveUuid(count === 0 ? name : `${name}#${count}`)
    if (list === undefined) return { uid }
    return { uid: deriveUuid(JSON.stringify(['in', foldText(list), uid])), earlierUid: uid }
  }
}

/** The UID that a file gives; undefined when it gives none. One that is too long or no plain text becomes another one. */
export function toUid(text: string | null | undefined): string | undefined {
  const uid = text?.trim() ?? ''
  if (uid === '') return undefined
  const isPlain = uid.isWellFormed() && !/\p{Cc}/u.test(uid) && uid.length <= maxUid
  return isPlain ? uid : deriveUuid(JSON.stringify(['uid', uid]))
}

/** Of a name that identifies a todo among those of all imports. */
export const deriveUuid = (name: string): string => toUuidV5(Buffer.concat([namespace, Buffer.from(name)]))
