import { openDatabase } from '../../core/database/db.ts'
import { readCpuSeconds } from '../../test/harness/cpu-time.ts'
import { createTestAccount } from '../../test/harness/test-account.ts'
import type { Bench, RowReport } from '../bench.ts'
import { compare } from '../report.ts'
import type { Sample } from '../sample.ts'
import type { Delay } from '../targets/delays.ts'
import { type Ours, openOurs } from '../targets/ours.ts'
import { accept } from './accept.ts'

const atLeast = 0.95
const otherName = 'without accounts'
const connections = 64
/** In turns, so short that the machine is equally fast for both. */
const slices = 10

type Server = { ours: Ours; headers: Record<string, string> }
type Totals = { perSecond: number; cpuMs: number }

/**
 * Row 14: row 1 with an access token, beside a server without accounts. Each round has new servers, because two processes with
 * the same code differ by as much as the token costs.
 */
export async function measureTokenCost(bench: Bench): Promise<RowReport> {
  const { settings, print } = bench
  const rounds: { token: Totals; without: Totals }[] = []
  let delays: Delay[] = []
  for (let round = 1; round <= settings.rounds; round += 1) {
    const measured = await measureRound(bench)
    const { token, without } = measured
    delays = measured.delays
    rounds.push(measured)
    print(
      `14. accepting, round ${round}: ${Math.round(token.perSecond)} and ${Math.round(without.perSecond)} jobs/s`,
    )
  }
  const rateOf = (name: 'token' | 'without'): Sample => ({
    unit: 'jobs/s',
    rounds: rounds.map(round => round[name].perSecond),
  })
  const cpuOf = (name: 'token' | 'without'): Sample => ({
    unit: 'ms',
    rounds: rounds.map(round => round[name].cpuMs),
  })
  const work = '14. accept jobs with an access token'
  return {
    lines: [
      compare({ work, ours: rateOf('token'), other: rateOf('without'), otherName, atLeast }),
      compare({
        work: `${work}, CPU of each`,
        ours: cpuOf('token'),
        other: cpuOf('without'),
        otherName,
        atLeast,
      }),
    ],
    delays: [{ work, delays }],
  }
}

async function measureRound({ environment, load, settings }: Bench) {
  const { todos, loadMs } = settings.sizes
  await using open = await openOurs(environment, 'redis')
  // The limit counts each request, and refuses none.
  await using guarded = await openOurs(environment, 'redis', { ACCOUNTS: 'on', RATE_LIMIT: '10000000' })
  const authorization = `Bearer ${await createToken(guarded)}`
  const token: Server = { ours: guarded, headers: { authorization } }
  const without: Server = { ours: open, headers: {} }
  for (const { ours, headers } of [token, without]) {
    await ours.seed(todos)
    await accept(load, ours, { connections, durationMs: loadMs / 2, headers })
  }

  const durationMs = loadMs / slices
  async function measure({ ours, headers }: Server): Promise<Totals> {
    const usedBefore = await readCpuSeconds(ours.serverPid)
    const perSecond = await accept(load, ours, { connections, durationMs, headers })
    return { perSecond, cpuMs: ((await readCpuSeconds(ours.serverPid)) - usedBefore) * 1000 }
  }
  const taken: { token: Totals[]; without: Totals[] } = { token: [], without: [] }
  for (let slice = 0; slice < slices; slice += 1) {
    taken.token.push(await measure(token))
    taken.without.push(await measure(without))
  }
  const sum = (totals: Totals[]): Totals => {
    const perSecond = totals.reduce((all, each) => all + each.perSecond, 0) / slices
    const usedMs = totals.reduce((all, { cpuMs }) => all + cpuMs, 0)
    return { perSecond, cpuMs: usedMs / (perSecond * (loadMs / 1000)) }
  }
  return { token: sum(taken.token), without: sum(taken.without), delays: await guarded.stop() }
}

async function createToken({ databaseUrl }: Ours): Promise<string> {
  await using opened = openDatabase(databaseUrl, { name: 'bench', maxConnections: 1 })
  // The first account has the todos of a server without accounts, which `seed` creates.
  const account = await createTestAccount(opened.db, 'Ada', { isFirst: true })
  return await account.createToken()
}
