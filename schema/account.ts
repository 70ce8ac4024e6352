import { z } from 'zod'
import { minPasswordLength } from './account-limits.ts'

const maxNameLength = 64

/** `max`, `Jürgen.K` or `max@example.org`. Unique without regard to case. */
export const accountName = z
  .string()
  .trim()
  .normalize('NFKC')
  .regex(
    new RegExp(`^[\\p{L}\\p{M}\\p{N}._@+-]{1,${maxNameLength}}$`, 'u'),
    `must be 1 to ${maxNameLength} letters, digits and . _ - @ +`,
  )

/** Two names with the same key are the same name. */
export const toNameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

/** Long enough for any passphrase; a limit keeps the hash cheap. */
const maxPasswordLength = 256

/** NIST SP 800-63B: any characters, no rules of composition. Common passwords are refused when one is set. */
export const newPassword = z
  .string()
  .min(minPasswordLength, `must have at least ${minPasswordLength} characters`)
  .max(maxPasswordLength, `must have at most ${maxPasswordLength} characters`)

export type Account = {
  name: string
  isAdmin: boolean
}
