import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import pLimit from 'p-limit'
import { AppError } from '../app-error.ts'

/** The parameters that OWASP recommends: 19 MiB, two passes, one lane. Each hash names its own, so they can be raised. */
const current = { memory: 19 * 1024, passes: 2, parallelism: 1 }
const saltBytes = 16
const tagLength = 32

/** How many of the four threads hash passwords; they also serve DNS, files and compression. */
const maxConcurrent = 2
/** About five seconds of work on a slow machine. */
const maxWaiting = 50

const limit = pLimit(maxConcurrent)
const deriveKey = promisify<'argon2id', Argon2Parameters, Buffer>(argon2)

/** @returns a hash in the PHC string format, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes)
  return formatHash(nonce, await derive(password, { ...current, nonce, tagLength }))
}

/** Takes as long without a hash as for a wrong password, so that the time does not tell which accounts exist. */
export async function verifyPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  const { memory, passes, parallelism, salt, key } = parseHash(hash ?? dummyHash)
  const derived = await derive(password, {
    memory,
    passes,
    parallelism,
    nonce: salt,
    tagLength: key.byteLength,
  })
  return timingSafeEqual(derived, key) && typeof hash === 'string'
}

/** The hash of no known password. */
const dummyHash = formatHash(randomBytes(saltBytes), randomBytes(tagLength))

function derive(password: string, parameters: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  if (limit.pendingCount >= maxWaiting)
    throw new AppError('unavailable', 'Too many sign-ins at the same time; try again')
  // NIST SP 800-63B: the same password can have other code points on another keyboard.
  const message = password.normalize('NFKC')
  return limit(() => deriveKey('argon2id', { ...parameters, message }))
}

const phcString = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function formatHash(salt: Buffer, key: Buffer): string {
  const { memory, passes, parallelism } = current
  const [saltText, keyText] = [salt, key].map(bytes => bytes.toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${saltText}$${keyText}`
}

function parseHash(hash: string) {
  const [, memory, passes, parallelism, salt = '', key = ''] = phcString.exec(hash) ?? []
  if (key === '') throw new Error('A stored password hash is malformed')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}
