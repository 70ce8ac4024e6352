import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSemaphore } from '../../core/concurrency/semaphore.ts'

const { signal } = new AbortController()

/** Requests that wait for permits, by name, and the order in which they get them. */
function openRequests(permits: number) {
  const semaphore = createSemaphore(permits)
  const granted: string[] = []
  const held = new Map<string, Disposable>()
  async function request(name: string, key: string, until = signal): Promise<void> {
    const permit = await semaphore.acquire(until, key)
    granted.push(name)
    held.set(name, permit)
  }
  /** Returns a permit, and waits until another request has it. */
  async function giveBack(name: string): Promise<void> {
    await setImmediate()
    held.get(name)?.[Symbol.dispose]()
    await setImmediate()
  }
  return { granted, request, giveBack }
}

test('grants requests with one key in their order', async () => {
  const { granted, request, giveBack } = openRequests(1)
  const names = ['1', '2', '3']
  const requests = names.map(name => request(name, 'a'))
  for (const name of names) await giveBack(name)
  await Promise.all(requests)
  expect(granted).toEqual(names)
})

test('lets keys take turns, whatever one of them has waiting', async () => {
  const { granted, request, giveBack } = openRequests(1)
  const requests = ['a1', 'a2', 'a3', 'a4'].map(name => request(name, 'a'))
  await giveBack('a1')
  requests.push(...['b1', 'b2'].map(name => request(name, 'b')), request('c1', 'c'))
  for (const name of ['a2', 'b1', 'c1', 'a3', 'b2', 'a4']) await giveBack(name)
  await Promise.all(requests)
  expect(granted).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})

test('prefers the key that holds fewer permits', async () => {
  const { granted, request, giveBack } = openRequests(3)
  const requests = ['a1', 'a2', 'b1'].map(name => request(name, name[0] ?? ''))
  requests.push(request('a3', 'a'), request('b2', 'b'))
  await giveBack('b1')
  expect(granted.at(-1)).toBe('b2')
  await giveBack('b2')
  await Promise.all(requests)
  expect(granted).toEqual(['a1', 'a2', 'b1', 'b2', 'a3'])
})

test('skips a request that was given up', async () => {
  const { granted, request, giveBack } = openRequests(1)
  const given = new AbortController()
  const requests = [request('a1', 'a'), request('a3', 'a')]
  const givenUp = request('b1', 'b', given.signal)
  given.abort(new Error('given up'))
  await expect(givenUp).rejects.toThrow('given up')
  await giveBack('a1')
  await Promise.all(requests)
  expect(granted).toEqual(['a1', 'a3'])
})
