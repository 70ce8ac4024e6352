import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createArrivals } from '../../server/http/arrivals.ts'

test('starts long work at once while no connection arrives', async () => {
  const { untilQuiet } = createArrivals()
  let isStarted = false
  void untilQuiet().then(() => (isStarted = true))
  await Promise.resolve()
  await Promise.resolve()
  expect(isStarted).toBe(true)
})

test('lets long work wait until a turn without an arrival', async () => {
  const { note, untilQuiet } = createArrivals()
  let started = 0
  note()
  for (let work = 0; work < 3; work++) void untilQuiet().then(() => (started += 1))
  for (let turn = 0; turn < 50; turn++) {
    await setImmediate()
    note()
  }
  expect(started).toBe(0)
  for (let turn = 0; turn < 5; turn++) await setImmediate()
  expect(started).toBe(3)
})

test('starts long work one piece a turn when connections arrive for too long', async () => {
  const { note, untilQuiet } = createArrivals({ maxWaitMs: { request: 0, piece: 0 } })
  let started = 0
  note()
  for (let work = 0; work < 10; work++) void untilQuiet().then(() => (started += 1))
  for (let turn = 0; turn < 5; turn++) {
    note()
    await setImmediate()
  }
  expect(started).toBeGreaterThan(0)
  expect(started).toBeLessThanOrEqual(5)
})

test('runs requests at once while no connection arrives', () => {
  const { run } = createArrivals()
  let isStarted = false
  run(() => (isStarted = true))
  expect(isStarted).toBe(true)
})

test('lets requests wait until a turn without an arrival, and long work until they have started', async () => {
  const { note, run, untilQuiet } = createArrivals()
  const started: string[] = []
  note()
  void untilQuiet().then(() => started.push('piece'))
  for (let request = 0; request < 40; request++) run(() => started.push('request'))
  for (let turn = 0; turn < 50; turn++) {
    await setImmediate()
    note()
  }
  expect(started).toEqual([])
  for (let turn = 0; turn < 6; turn++) await setImmediate()
  expect(started).toEqual([...Array.from({ length: 40 }, () => 'request'), 'piece'])
})

test('starts requests one a turn when connections arrive for too long', async () => {
  const { note, run } = createArrivals({ maxWaitMs: { request: 0, piece: 0 } })
  let started = 0
  note()
  for (let request = 0; request < 10; request++) run(() => (started += 1))
  for (let turn = 0; turn < 5; turn++) {
    note()
    await setImmediate()
  }
  expect(started).toBeGreaterThan(0)
  expect(started).toBeLessThanOrEqual(5)
})
