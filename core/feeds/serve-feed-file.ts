import { AppError } from '../app-error.ts'
import { withTimeout } from '../concurrency/timeout.ts'
import { currentFileKey } from './feed-file-key.ts'
import type { FileRenewer } from './renew-file.ts'
import type { FeedFile, FeedFinder, FeedByToken } from './find-feed-by-token.ts'

export type FoundFeed = FeedByToken & { file: FeedFile }

type ServingParts = { find: FeedFinder; renew: FileRenewer; timeoutMs: number }

/** Waiting with others for an older file, then for one's own. */
const maxAttempts = 3

/**
 * The feed that a token leads to, with the file as it should be at this moment: made now if need be. When that takes too
 * long, or fails, it is the last good one; never an empty one, which calendar programs would take for the truth.
 *
 * @throws AppError notFound; gone; unavailable when there is no file yet
 */
export async function serveFeedFile(
  { find, renew, timeoutMs }: ServingParts,
  token: string,
): Promise<FoundFeed> {
  let feed = await find(token)
  const { todosRevision } = feed
  const endsAtMs = performance.now() + timeoutMs
  for (let turn = 0; turn < maxAttempts && !isFresh(feed, todosRevision); turn++) {
    const leftMs = endsAtMs - performance.now()
    const isRenewed = await withTimeout(renew(feed.id, todosRevision), leftMs, 'Not in time').catch(
      () => false,
    )
    if (!isRenewed) break
    feed = await find(token)
  }
  const { file } = feed
  if (!file) throw new AppError('unavailable', 'The calendar is not made yet; try again')
  return { ...feed, file }
}

const isFresh = (feed: FeedByToken, minRevision: number): boolean =>
  feed.file !== undefined &&
  feed.file.todosRevision >= minRevision &&
  feed.file.fileKey === currentFileKey(feed).id
