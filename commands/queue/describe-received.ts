import { toPrintable } from '../../schema/to-printable.ts'
import { describeCount, describeTime } from './describe.ts'
import type { ClientTally } from './tally.ts'

type Received = { clients: ClientTally[]; requests: number; emptyRequests: number; ms: number }

const maxClients = 20
const maxNameLength = 30

export function describeReceived(received: Received, queue: string): string {
  const { clients, requests, emptyRequests, ms } = received
  const total = clients.reduce((sum, { received }) => sum + received, 0)
  const asked = `in ${describeCount(requests, 'request')}, ${emptyRequests} of them empty`
  return [
    `Received ${describeCount(total, 'message')} in ${describeTime(ms)}, ${asked}.`,
    ...(total > 0 ? ['', ...toTable(clients), ''] : []),
    ...explain(clients, queue.endsWith('.fifo') ? fifo : standard),
    ...(emptyRequests > 0
      ? ['AWS bills an empty receive like any other request; long polls keep them few.']
      : []),
  ].join('\n')
}

const columns = {
  received: 'received',
  duplicates: 'duplicates',
  outOfOrder: 'out of order',
  missing: 'missing',
} satisfies Partial<Record<keyof ClientTally, string>>

function toTable(clients: ClientTally[]): string[] {
  const names = Object.keys(columns) as (keyof typeof columns)[]
  const rows = clients
    .slice(0, maxClients)
    .map(client => [
      toPrintable(client.client).slice(0, maxNameLength),
      ...names.map(name => `${client[name]}`),
    ])
  const head = ['', ...names.map(name => columns[name])]
  const width = Math.max(...rows.map(([name = '']) => name.length))
  const lines = [head, ...rows].map(([name = '', ...cells]) =>
    ['  ' + name.padEnd(width), ...cells.map((cell, n) => cell.padStart(head[n + 1]?.length ?? 0))].join(
      '  ',
    ),
  )
  const left = clients.length - rows.length
  return left > 0 ? [...lines, `  and ${describeCount(left, 'more client')}`] : lines
}

type Lesson = Record<'nothing' | 'inOrder' | 'disorder', string>

const standard: Lesson = {
  nothing: 'No messages arrived.',
  inOrder: 'In order and once this time; a standard queue promises neither.',
  disorder:
    'A standard queue promises neither order nor a single delivery:\nconsumers have to cope with both.',
}

const fifo: Lesson = {
  nothing: 'Nothing new: a FIFO queue does not deliver again what it was sent\nless than five minutes ago.',
  inOrder: 'In order and once: that is what a FIFO queue promises, within a group.',
  disorder: 'A FIFO queue promises order within a group, and delivers again\nwhat is not deleted in time.',
}

const missing =
  'Missing numbers are below the highest one: another receiver has them,\nor they have not arrived yet.'

function explain(clients: ClientTally[], { nothing, inOrder, disorder }: Lesson): string[] {
  const has = (column: keyof typeof columns) => clients.some(client => client[column] > 0)
  if (clients.length === 0) return [nothing]
  return [has('outOfOrder') || has('duplicates') ? disorder : inOrder, ...(has('missing') ? [missing] : [])]
}
