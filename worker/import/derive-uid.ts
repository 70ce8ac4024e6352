import { hash } from 'node:crypto'
import { maxUid } from '../../schema/imported-todo.ts'

/** Must never change: an import finds the todos of an earlier one by what is derived from it. */
const namespace = Buffer.from('6f1d3a5c27b04f3e9d1f8e0c5a7b9421', 'hex')

/**
 * Returns a function that derives the UID of a row without one from what identifies it. A row that says the same as an earlier
 * one is another todo: their order distinguishes them.
 */
export function createUidDeriver(): (identity: readonly string[]) => string {
  /** By 48 bits of the hash: half the memory of texts, which matters with a million rows. */
  const seen = new Map<number, number>()
  return identity => {
    const name = JSON.stringify(identity)
    const key = Number.parseInt(hash('sha1', name).slice(0, 12), 16)
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return toUuidV5(count === 0 ? name : `${name}#${count}`)
  }
}

/** The UID that a file gives; undefined when it gives none. One that is too long or no plain text becomes another one. */
export function toUid(text: string | null | undefined): string | undefined {
  const uid = text?.trim() ?? ''
  if (uid === '') return undefined
  const isPlain = uid.isWellFormed() && !/\p{Cc}/u.test(uid) && uid.length <= maxUid
  return isPlain ? uid : toUuidV5(JSON.stringify(['uid', uid]))
}

/** RFC 9562 section 5.5. */
export function toUuidV5(name: string): string {
  const hex = hash('sha1', Buffer.concat([namespace, Buffer.from(name)]))
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
