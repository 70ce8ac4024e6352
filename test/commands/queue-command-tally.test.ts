import { array, assert, nat, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTally } from '../../commands/queue/tally.ts'

type Sent = { client: string; text: string; messageId: string }

const send = (client: string, count: number, prepended = ''): Sent[] =>
  Array.from({ length: count }, (_, n) => ({
    client,
    text: `${prepended}Message ${n}`,
    messageId: `${client} ${prepended} ${n}`,
  }))

const [first, second] = [send('a', 3), send('b', 3)]
const inOrder = { duplicates: 0, outOfOrder: 0, missing: 0 }

function tally(arrivals: Sent[]) {
  const counting = createTally()
  const verdicts = arrivals.map(arrival => counting.add(arrival))
  return { verdicts, clients: counting.read() }
}

describe('the tally of a receiver', () => {
  test('counts each sender separately', () => {
    const mixed = first.flatMap((message, n) => [message, second[n] ?? message])
    expect(tally(mixed).clients).toEqual([
      { client: 'a', received: 3, ...inOrder },
      { client: 'b', received: 3, ...inOrder },
    ])
  })

  test('detects late, duplicate and missing messages', () => {
    const [zero, one, two, three] = send('a', 4) as [Sent, Sent, Sent, Sent]
    const { verdicts, clients } = tally([zero, three, one, one, three])
    expect(verdicts).toEqual(['in order', 'in order', 'late', 'duplicate', 'duplicate'])
    expect(clients).toEqual([{ client: 'a', received: 5, duplicates: 2, outOfOrder: 1, missing: 1 }])
    expect(tally([zero, three, one, two]).clients).toMatchObject([{ missing: 0, outOfOrder: 2 }])
  })

  test('counts repeated numbers with new ids or another prefix as another run', () => {
    const again = first.map(message => ({ ...message, messageId: `${message.messageId} again` }))
    const arrivals = [...first, ...again, ...send('a', 3, 'x ')]
    expect(tally(arrivals).clients).toEqual([{ client: 'a', received: 9, ...inOrder }])
  })

  test('only counts messages without a number', () => {
    const arrivals = ['', 'Message', 'Message x', 'Message 99999999999', '{"id":1}'].map((text, n) => ({
      client: 'a',
      text,
      messageId: `${n}`,
    }))
    expect(tally(arrivals).clients).toEqual([{ client: 'a', received: 5, ...inOrder }])
  })

  test('adds up for any sequence of messages', () => {
    const arrivals = array(nat({ max: 50 }), { maxLength: 100 }).map(numbers =>
      numbers.map(n => ({ client: 'a', text: `Message ${n}`, messageId: `${n}` })),
    )
    assert(
      property(arrivals, messages => {
        const { verdicts, clients } = tally(messages)
        const numbers = messages.map(({ messageId }) => Number(messageId))
        const highest = Math.max(-1, ...numbers)
        const { received = 0, duplicates = 0, outOfOrder = 0, missing = 0 } = clients[0] ?? {}
        expect(received).toBe(numbers.length)
        expect(received - duplicates).toBe(new Set(numbers).size)
        expect(received - duplicates + missing).toBe(highest + 1)
        expect(outOfOrder).toBe(verdicts.filter(verdict => verdict === 'late').length)
        const isSorted = numbers.every((number, n) => n === 0 || number > (numbers[n - 1] ?? 0))
        expect(duplicates === 0 && outOfOrder === 0).toBe(isSorted)
      }),
    )
  })

  test('counts 100,000 messages with the same text in under 5 seconds', () => {
    const startedAtMs = performance.now()
    const same = Array.from({ length: 100_000 }, (_, n) => ({
      client: 'a',
      text: 'Message 0',
      messageId: `${n}`,
    }))
    expect(tally(same).clients).toEqual([{ client: 'a', received: 100_000, ...inOrder }])
    expect(performance.now() - startedAtMs).toBeLessThan(5_000)
  })
})
