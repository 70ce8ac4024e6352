import { createServer } from 'node:http'
import { listen } from '../../../core/process/port.ts'

// What Node.js alone needs for a flood of connections: nothing is read or computed for an answer.

const answer = Buffer.alloc(200_000, 'x')
const server = createServer(({ url }, response) => void response.end(url === '/livez' ? 'ok' : answer))

process.on('disconnect', () => process.exit())
await listen(server, { port: 0, host: '127.0.0.1', backlog: 4_096 })
const address = server.address()
if (typeof address !== 'object' || address === null) throw new Error('The bare server has no port')
process.send?.({ url: `http://127.0.0.1:${address.port}` })
