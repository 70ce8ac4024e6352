import { expect } from 'vitest'
import { loadQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'

/** `deadline`: `2026-11-27`, or `2026-11-27T17:00` in the zone, or `undefined`. */
export type Line = [line: string, title: string, deadline: string | undefined]

export const timeZone = 'Europe/Berlin'

/** An instant as local time: `2026-11-27T17:00`. */
export const toWallTime = (instant: string | Date, timeZone: string): string =>
  new Date(instant).toLocaleString('sv', { timeZone }).slice(0, 16).replace(' ', 'T')

/** Winter: Berlin is one hour ahead of UTC. */
export const berlin = (local: string): Date => new Date(`${local}+01:00`)

export async function expectLine(
  locale: string,
  clock: string,
  [line, title, deadline]: Line,
): Promise<void> {
  const parse = await loadQuickAdd([locale])
  const parsed = parse(line, { now: berlin(clock), timeZone })
  const found =
    parsed.deadline &&
    ('on' in parsed.deadline ? parsed.deadline.on : toWallTime(parsed.deadline.at, timeZone))
  expect({ title: parsed.title, deadline: found }).toEqual({ title, deadline })
}
