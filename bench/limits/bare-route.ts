import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { Pool } from 'pg'
import { listen } from '../../test/harness/listen.ts'

// A lower bound for the cost of accepting a job: a route without middleware that commits one row per request. It runs in a
// process of its own, as our server does.
const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
await pool.query('create table bare_job (id uuid primary key, owner text not null, options jsonb not null)')

const app = new Hono()
app.post('/jobs', async c => {
  const id = randomUUID()
  const values = [id, 'local', '{"completed":"include"}']
  await pool.query({
    name: 'insert',
    text: 'insert into bare_job (id, owner, options) values ($1, $2, $3)',
    values,
  })
  return c.json({ task_id: id, task_url: `http://${c.req.header('host')}/jobs/${id}/status` }, 202)
})

const answer = getRequestListener(app.fetch)
const server = createServer((request, response) => void answer(request, response))
const port = await listen(server)
process.on('disconnect', () => process.exit())
process.send?.({ url: `http://127.0.0.1:${port}/jobs` })
