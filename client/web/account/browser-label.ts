import { t } from '../messages/account.ts'
import { readUserAgent } from './read-user-agent.ts'

/** `Firefox on Windows` */
export function describeUserAgent(userAgent: string): string {
  const { program, system } = readUserAgent(userAgent)
  if (program !== undefined && system !== undefined) return t.sessions.on(program, system)
  return program ?? system ?? t.sessions.unknown
}

/** What this browser's passkeys are called. */
export const browserLabel = (): string => describeUserAgent(navigator.userAgent)
