import { Presets, SingleBar } from 'cli-progress'
import type { CalendarJob } from '../create-client.ts'

type ProgressDisplay = Disposable & { show: (job: CalendarJob) => void }

/** A live bar on a terminal, else a line for each change. */
export const showProgress = (stream: NodeJS.WriteStream): ProgressDisplay =>
  stream.isTTY ? showBar(stream) : showLines(stream)

function showBar(stream: NodeJS.WriteStream): ProgressDisplay {
  const format = '{state} {bar} {percentage}% | {count} todos'
  // Ctrl-C is main's business.
  const bar = new SingleBar({ format, stream, hideCursor: true, gracefulExit: false }, Presets.shades_classic)
  bar.start(1, 0, { state: 'PENDING', count: '0/?' })
  return {
    show({ state, progress }) {
      // Of nothing all is done, so what is not known yet must not be 0.
      bar.setTotal(progress.total ?? 1)
      bar.update(progress.done, { state, count: toCount(progress) })
    },
    [Symbol.dispose]: () => bar.stop(),
  }
}

function showLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let last = ''
  return {
    show({ state, progress }) {
      const line = `${state} ${toCount(progress)}\n`
      if (line !== last) stream.write(line)
      last = line
    },
    [Symbol.dispose]() {},
  }
}

const toCount = ({ done, total }: CalendarJob['progress']) => `${done}/${total ?? '?'}`
