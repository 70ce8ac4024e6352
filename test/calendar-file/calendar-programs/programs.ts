import { spawnSync } from 'node:child_process'
import { isInstalled } from '../../harness/installed.ts'
import { calcurse } from './calcurse.ts'
import { khal } from './khal.ts'
import type { CalendarProgramOpener } from './calendar-program.ts'
import { radicale } from './radicale.ts'

const known = [
  { command: 'calcurse', program: calcurse },
  { command: 'khal', program: khal },
  { command: 'radicale', program: radicale },
]

/** Those that this machine has. */
export const programs: CalendarProgramOpener[] = known
  .filter(({ command }) =>
    isInstalled(spawnSync(command, ['--version']).status === 0, command, 'what it takes of calendars is'),
  )
  .map(({ program }) => program)
