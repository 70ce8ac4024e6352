import { type Deed, expectStatus, pick, type World } from './action.ts'

const feeds = '/api/v1/feeds'
const mostFeeds = 6

export const feedDeeds: Deed[] = [
  { name: 'fetch a feed', share: 10, act: fetchFeed },
  { name: 'make, rotate, delete a feed', share: 2, act: manageFeeds },
]

/** As calendar programs do, with what they have. */
async function fetchFeed(world: World): Promise<void> {
  const feed = pick(world, world.feeds)
  if (!feed) return manageFeeds(world)
  const headers = {
    'accept-encoding': 'gzip',
    ...(feed.etag !== undefined && { 'if-none-match': feed.etag }),
  }
  const answer = await world.client.ask('GET', feed.path, { headers })
  // Gone when it was rotated or deleted while this was under way.
  expectStatus(answer, 200, 304, 410)
  world.notes.count(answer.status === 304 ? 'feeds not modified' : 'feeds fetched')
  if (answer.status === 200) feed.etag = answer.headers.etag
}

async function manageFeeds(world: World): Promise<void> {
  const dice = world.roll()
  if (world.feeds.length === 0 || (dice < 0.5 && world.feeds.length < mostFeeds)) return makeFeed(world)
  const [feed] = world.feeds.splice(Math.floor(world.roll() * world.feeds.length), 1)
  if (!feed) return
  if (dice < 0.75) {
    const answer = await world.client.ask('POST', `${feeds}/${feed.id}/rotate`)
    world.feeds.push(readIssued(expectStatus(answer, 200)))
  } else expectStatus(await world.client.ask('DELETE', `${feeds}/${feed.id}`), 200)
  expectStatus(await world.client.ask('GET', feed.path), 410)
}

async function makeFeed(world: World): Promise<void> {
  const body = {
    name: 'Soaked',
    options: { completed: 'exclude' },
    // A narrow one often stays the same when the list changes.
    window: world.roll() < 0.5 ? { daysBack: 0, daysAhead: 0 } : { daysBack: 7, daysAhead: 90 },
  }
  world.feeds.push(readIssued(expectStatus(await world.client.ask('POST', feeds, { body }), 201)))
}

function readIssued(body: string): World['feeds'][number] {
  const { id, url } = JSON.parse(body) as { id: string; url: string }
  return { id, path: new URL(url).pathname }
}
