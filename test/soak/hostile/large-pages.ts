import { askOnce, repeatOnLanes, type Target, toGet, toPost } from './attack-target.ts'

const lanes = 40

export const graphqlPage = JSON.stringify({
  query: '{ todos(first: 100) { edges { node { id title description } } } }',
})
export const trpcPage = `/trpc/todos?input=${encodeURIComponent('{"first":100}')}`

/** Forty clients read the longest pages repeatedly. */
export async function readLargePages(target: Target): Promise<void> {
  const requests = [
    toGet(target, '/api/v1/todos?limit=1000'),
    toGet(target, '/api/v1/todos'),
    toGet(target, '/api/v1/todos?limit=1000'),
    toPost(target, '/graphql', graphqlPage),
    toGet(target, trpcPage),
  ]
  await repeatOnLanes(target, lanes, (lane, turn) =>
    askOnce(target, requests[(lane + turn) % requests.length] ?? ''),
  )
}
