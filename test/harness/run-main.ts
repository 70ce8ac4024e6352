import { expect } from 'vitest'
import { spawnMain } from './spawn-main.ts'

/** Runs `node main.ts …` to its end, and expects the exit code. @returns the output */
export async function runMain(args: string[], env: Record<string, string>, code = 0): Promise<string> {
  await using main = spawnMain(args, env)
  expect([await main.exited, main.output()]).toEqual([code, expect.any(String)])
  return main.output()
}
