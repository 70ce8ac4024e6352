import { setTimeout as delay } from 'node:timers/promises'
import type { CalendarFeed, Client } from '../create-client.ts'

const timeoutMs = 3_000
const pollMs = 100

type Update = { before: CalendarFeed; after: CalendarFeed; signal: AbortSignal }

/**
 * Waits a few seconds for the file of an updated feed to reflect the new settings.
 *
 * @returns the feed; `isRenewed` is false if its file is still the previous one
 */
export async function waitForFile(
  client: Client,
  { before, after, signal }: Update,
): Promise<{ feed: CalendarFeed; isRenewed: boolean }> {
  const deadlineMs = performance.now() + timeoutMs
  for (let feed = after; ; feed = await client.calendarFeed.query({ id: after.id }, { signal })) {
    // New settings change the file's time even if its content stays the same.
    const isRenewed =
      after.updatedAt === before.updatedAt || feed.file?.modifiedAt !== before.file?.modifiedAt
    const hasFailed = feed.error !== null && feed.error !== before.error
    if (isRenewed || hasFailed || performance.now() > deadlineMs) return { feed, isRenewed }
    await delay(pollMs, undefined, { signal })
  }
}
