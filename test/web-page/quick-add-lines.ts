import { expect } from 'vitest'
import { loadQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'

/** `deadline`: `2026-11-27`, or `2026-11-27T17:00` in the zone, or `undefined`. `repeat` ends in `!` from completion. */
export type Line = [line: string, title: string, deadline: string | undefined, repeat?: string]

export const timeZone = 'Europe/Berlin'

/** An instant as local time: `2026-11-27T17:00`. */
export const toWallTime = (instant: string | Date, timeZone: string): string =>
  new Date(instant).toLocaleString('sv', { timeZone }).slice(0, 16).replace(' ', 'T')

/** Winter: Berlin is one hour ahead of UTC. */
export const berlin = (local: string): Date => new Date(`${local}+01:00`)

export async function expectLine(
  locale: string,
  clock: string,
  [line, title, deadline, repeat]: Line,
): Promise<void> {
  const parse = await loadQuickAdd([locale])
  const parsed = parse(line, { now: berlin(clock), timeZone })
  const found =
    parsed.deadline &&
    ('on' in parsed.deadline ? parsed.deadline.on : toWallTime(parsed.deadline.at, timeZone))
  const { rule, from } = parsed.repeat ?? {}
  expect({
    title: parsed.title,
    deadline: found,
    repeat: rule && `${rule}${from === 'completion' ? '!' : ''}`,
  }).toEqual({ title, deadline, repeat })
}
