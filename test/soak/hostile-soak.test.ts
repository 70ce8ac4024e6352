import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProcesses, type Ending, type Processes } from '../../bench/processes.ts'
import { checkHostile } from './hostile/hostile-verdict.ts'
import { openMemoryLimit, watchMemory } from './hostile/memory-limit.ts'
import type { Hostile, Round } from './hostile/round.ts'
import { runAttack, startProbe } from './hostile/start-helpers.ts'
import { describeDeath, supervise } from './hostile/restart-processes.ts'
import { createTally } from './hostile/answer-tally.ts'
import { createNotes } from './notes.ts'
import type { Rest } from './rest.ts'
import type { Soaked } from './run-soak.ts'
import { startStagedProcess } from './staged-process.ts'
import { listen } from '../harness/listen.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { waitFor } from '../harness/wait-for.ts'

const resources = new AsyncDisposableStack()
let processes: Processes

beforeAll(async () => {
  const { path } = resources.use(await createTemporaryDirectory())
  processes = resources.use(createProcesses(path))
})
afterAll(() => resources.disposeAsync())

const goodRound = (): Round => ({
  name: 'streams',
  seconds: 1,
  livez: { keptMs: [1, 199], newMs: [2, 199], bareMs: [1], failures: [] },
  bareFloodMs: [],
  calm: { answersMs: [5], refusals: 1, failures: [] },
  attacks: new Map([['streams', { tally: { counts: { 200: 9, 503: 1 }, faults: [] } }]]),
  jobs: [{ jobs: 9, failures: [], smallP95Ms: 1_999 }],
  drains: [{ ending: 0, seconds: 9, limitSeconds: 10 }],
  deaths: [],
  peaksMb: new Map([['server', 300]]),
})

const restAt = (heapMb: number, rssMb = 200): Rest => ({
  readings: [
    {
      atMs: 0,
      processes: new Map([['server', { rssMb, descriptors: 20, sockets: 9, cpuSeconds: 1 }]]),
      shared: new Map([
        ['messages in the queue', 0],
        ['unfinished jobs', 0],
      ]),
    },
  ],
  heaps: new Map([['server', { heapMb, rssMb, resources: 9 }]]),
})

/** Changes a good run by the flaw. @returns the checks that fail */
function findFailedChecks({ round = {}, log = '', restAfter = restAt(50) }: Flaw): string[] {
  const hostile: Hostile = {
    limitDescription: 'none',
    memoryMb: 512,
    rounds: [{ ...goodRound(), ...round }],
  }
  const soaked: Soaked = {
    readings: [],
    warmUpMinutes: 1,
    restBefore: restAt(50),
    restAfter,
    notes: createNotes(),
    logs: new Map([['server', log]]),
  }
  return checkHostile(hostile, soaked)
    .filter(({ isPassed }) => !isPassed)
    .map(({ check }) => check)
}

type Flaw = { round?: Partial<Round>; log?: string; restAfter?: Rest }

const good = goodRound()
const attackedWith = (...heads: string[]) => {
  const { tally, createReader } = createTally()
  const read = createReader()
  // Character by character, as the worst connection would deliver it.
  for (const character of heads.map(head => `HTTP/1.1 ${head}\r\n\r\nbody`).join('')) read(character)
  return { attacks: new Map([['streams', { tally }]]) }
}

test.each<[string, RegExp | undefined, Flaw]>([
  ['nothing', undefined, {}],
  ['refusals with Retry-After', undefined, { round: attackedWith('503 No\r\nRetry-After: 1') }],
  ['warnings in the log', undefined, { log: '{"level":40,"msg":"The database is away"}' }],
  ['an exit', /exited without/, { round: { deaths: ['server ended with 1'] } }],
  ['a 500', /5xx/, { round: attackedWith('200 OK', '500 Internal Server Error') }],
  ['a 503 without Retry-After', /5xx/, { round: attackedWith('503 Service Unavailable') }],
  ['a slow /livez', /livez slower.* kept/, { round: { livez: { ...good.livez, keptMs: [1, 201] } } }],
  ['a slow new connection', /livez slower.* new/, { round: { livez: { ...good.livez, newMs: [1, 201] } } }],
  [
    'a new connection that a flooded bare server would serve as late',
    undefined,
    { round: { livez: { ...good.livez, newMs: [1, 299] }, bareFloodMs: [1, 200] } },
  ],
  [
    'a new connection that a flooded bare server would serve earlier',
    /livez slower.* new/,
    { round: { livez: { ...good.livez, newMs: [1, 301] }, bareFloodMs: [1, 200] } },
  ],
  [
    'a kept connection that is slow in a flood',
    /livez slower.* kept/,
    { round: { livez: { ...good.livez, keptMs: [201] }, bareFloodMs: [1, 900] } },
  ],
  ['a silent /livez', /livez without/, { round: { livez: { ...good.livez, failures: ['aborted'] } } }],
  ['a failed request', /calm user/, { round: { calm: { ...good.calm, failures: ['ECONNRESET'] } } }],
  ['a failed job', /did not succeed/, { round: { jobs: [{ jobs: 1, failures: ['1 × FAILURE'] }] } }],
  ['late small jobs', /p95/, { round: { jobs: [{ jobs: 1, failures: [], smallP95Ms: 2_001 }] } }],
  ['a forced drain', /drains/, { round: { drains: [{ ending: 1, seconds: 9, limitSeconds: 10 }] } }],
  ['a late drain', /drains/, { round: { drains: [{ ending: 0, seconds: 11, limitSeconds: 10 }] } }],
  ['an unexpected error', /logs/, { log: '{"level":50,"msg":"Unexpected error"}' }],
  ['a growing heap', /heaps/, { restAfter: restAt(60) }],
  ['a growing RSS', /RSS/, { restAfter: restAt(50, 250) }],
])('judges a hostile run with %s', (_, failed, flaw) => {
  const found = findFailedChecks(flaw)
  if (failed) expect(found).toEqual([expect.stringMatching(failed)])
  else expect(found).toEqual([])
})

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('detects a slow and a failing /livez', async () => {
  let turn = 0
  await using server = await serve((_, response) => {
    turn += 1
    if (turn % 2 === 0) response.writeHead(500).end()
    else void delay(300).then(() => response.end('ok'))
  })
  const probe = await startProbe(processes, server.url)
  const seen = { slow: 0, failures: 0 }
  await waitFor('a slow and a failing answer', async () => {
    const { keptMs, newMs, failures } = await probe.report()
    seen.slow += [...keptMs, ...newMs].filter(ms => ms > 200).length
    seen.failures += failures.filter(failure => failure === 'answered 500').length
    return seen.slow > 0 && seen.failures > 0
  })
  probe.pause()
})

test('reports a server that answers attackers with 500', async () => {
  await using server = await serve((_, response) => response.writeHead(500).end())
  const facts = { url: server.url, pendingJob: 'p', finishedJob: 'f', feedPath: '/feeds/f' }
  const { tally, error } = await runAttack(processes, 'documents', {
    ...facts,
    durationMs: 500,
    intensity: 1,
  })
  expect(error).toBeUndefined()
  expect(tally.faults).toContain('answered 500')
})

test('restarts a process that exits, and reports only exits that were not requested', async () => {
  const script = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); process.send({})`
  const args = ['--eval', script]
  const server = await startStagedProcess(processes, { name: 'server', args, env: {} })
  const deaths: Ending[] = []
  const back = Promise.withResolvers<void>()
  using supervisor = supervise([server], {
    onDeath: async (_, ending) => void deaths.push(ending),
    onAway() {},
    onBack: () => deaths.length > 0 && back.resolve(),
  })
  expect(await supervisor.drain('server')).toMatchObject({ ending: 0 })
  expect(deaths).toEqual([])
  server.signal('SIGKILL')
  await back.promise
  expect(deaths).toEqual(['SIGKILL'])
  supervisor.assertWell()
})

test('distinguishes a process killed by the memory limit from one that exits by itself', async () => {
  using limit = await openMemoryLimit(100)
  const script = `process.send({}); const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 20)`
  await using greedy = await processes.startNode('greedy', ['--eval', script], {}, launch =>
    limit.wrap('greedy', launch),
  )
  const passed = new AbortController()
  const watching = watchMemory(
    () => [{ name: 'greedy', pid: greedy.pid }],
    (_, rssMb) => {
      if (!limit.isWatched || rssMb <= 100) return
      greedy.signal('SIGKILL')
      passed.abort()
    },
    passed.signal,
  )
  expect(await greedy.ended).toBe('SIGKILL')
  passed.abort()
  await watching
  const isKilledByLimit = limit.isWatched || limit.countKills('greedy') > 0
  expect(describeDeath('greedy', 'SIGKILL', { log: '', isKilledByLimit })).toContain('memory limit')
  const outOfHeap = { log: 'FATAL ERROR: JavaScript heap out of memory', isKilledByLimit: false }
  expect(describeDeath('greedy', 'SIGABRT', outOfHeap)).toContain('out of heap memory')
  const other = { log: 'first\nlast words\n', isKilledByLimit: false }
  expect(describeDeath('greedy', 1, other)).toBe('greedy exited with 1: last words')
})
