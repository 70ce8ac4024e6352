import { type Action, expectStatus, pick, type SoakContext } from './action.ts'

const feeds = '/api/v1/feeds'
const maxFeeds = 6

export const feedActions: Action[] = [
  { name: 'fetch a feed', share: 10, act: fetchFeed },
  { name: 'create, rotate, delete a feed', share: 2, act: manageFeeds },
]

/** Fetches a feed as calendar programs do: with the ETag of the file that they have. */
async function fetchFeed(context: SoakContext): Promise<void> {
  const feed = pick(context, context.feeds)
  if (!feed) return manageFeeds(context)
  const headers = {
    'accept-encoding': 'gzip',
    ...(feed.etag !== undefined && { 'if-none-match': feed.etag }),
  }
  const answer = await context.client.ask('GET', feed.path, { headers })
  // 410: another action has rotated or deleted it in the meantime.
  expectStatus(answer, 200, 304, 410)
  context.notes.count(answer.status === 304 ? 'feeds not modified' : 'feeds fetched')
  if (answer.status === 200) feed.etag = answer.headers.etag
}

async function manageFeeds(context: SoakContext): Promise<void> {
  const dice = context.roll()
  if (context.feeds.length === 0 || (dice < 0.5 && context.feeds.length < maxFeeds))
    return createFeed(context)
  const [feed] = context.feeds.splice(Math.floor(context.roll() * context.feeds.length), 1)
  if (!feed) return
  if (dice < 0.75) {
    const answer = await context.client.ask('POST', `${feeds}/${feed.id}/rotate`)
    context.feeds.push(readIssued(expectStatus(answer, 200)))
  } else expectStatus(await context.client.ask('DELETE', `${feeds}/${feed.id}`), 200)
  expectStatus(await context.client.ask('GET', feed.path), 410)
}

async function createFeed(context: SoakContext): Promise<void> {
  const body = {
    name: 'Soak',
    options: { completed: 'exclude' },
    // The file of a narrow window often stays the same when the list changes.
    window: context.roll() < 0.5 ? { daysBack: 0, daysAhead: 0 } : { daysBack: 7, daysAhead: 90 },
  }
  context.feeds.push(readIssued(expectStatus(await context.client.ask('POST', feeds, { body }), 201)))
}

function readIssued(body: string): SoakContext['feeds'][number] {
  const { id, url } = JSON.parse(body) as { id: string; url: string }
  return { id, path: new URL(url).pathname }
}
