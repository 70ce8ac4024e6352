import { randomUUID } from 'node:crypto'

const maxCount = 0xfff
let lastMs = 0
let count = 0

/**
 * A UUID of version 7. Those of one process are in the order of their creation, also when the clock is set back, because jobs
 * and feeds are listed and taken in the order of their ids: ids of one millisecond differ by a counter (RFC 9562 section 6.2).
 */
export function createId(): string {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    count = 0
  } else if (count < maxCount) {
    count += 1
  } else {
    lastMs += 1
    count = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const random = randomUUID().slice('xxxxxxxx-xxxx-4xxx-'.length)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${random}`
}
