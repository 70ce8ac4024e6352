import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startListeners } from '../../server/http/listeners.ts'
import { waitFor } from '../harness/wait-for.ts'

const options = { port: 0, host: '127.0.0.1', backlog: 100, maxConnections: 1_000 }

async function open(create: () => Server = createServer) {
  const { port, servers } = await startListeners(options, create)
  return {
    port,
    async [Symbol.asyncDispose]() {
      const closed = servers.map(server => once(server.close(), 'close'))
      for (const server of servers) server.closeAllConnections()
      await Promise.all(closed)
    },
  }
}

test('refuses a port that another server listens on', async () => {
  await using first = await open()
  await expect(startListeners({ ...options, port: first.port }, createServer)).rejects.toThrow('is in use')
})

test.runIf(process.platform === 'linux')('leaves no listener open when one of them fails', async () => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  const created: Server[] = []
  const create = () => {
    const server = created.length === 2 ? busy : createServer()
    created.push(server)
    return server
  }
  await expect(startListeners(options, create)).rejects.toThrow('cannot be used')
  await waitFor('all to be closed', () => !created.some(({ listening }) => listening))
})

test.runIf(process.platform === 'linux')('accepts several connections in a turn', async () => {
  let accepted = 0
  await using listening = await open(() => createServer().on('connection', () => (accepted += 1)))
  const sockets = Array.from({ length: 64 }, () => connect(listening.port, '127.0.0.1'))
  let maxInTurn = 0
  await waitFor('all connections', async () => {
    for (let turn = 0; turn < 100; turn++) {
      const before = accepted
      await setImmediate()
      maxInTurn = Math.max(maxInTurn, accepted - before)
    }
    return accepted === 64
  })
  for (const socket of sockets) socket.destroy()
  expect(maxInTurn).toBeGreaterThan(1)
})
