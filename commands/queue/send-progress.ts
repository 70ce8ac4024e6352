import { Presets, SingleBar } from 'cli-progress'

type SendProgress = Disposable & { show: (sent: number) => void }

const linesPerRun = 4

/** A live bar on a terminal, else a line for each quarter. */
export function showSendProgress(stream: NodeJS.WriteStream, total: number): SendProgress {
  const startedAtMs = performance.now()
  const timeLeft = (sent: number) =>
    sent === 0 ? '-:--:--' : formatTime(((performance.now() - startedAtMs) * (total - sent)) / sent)
  return stream.isTTY ? showBar(stream, total, timeLeft) : showLines(stream, total, timeLeft)
}

type TimeLeft = (sent: number) => string

function showBar(stream: NodeJS.WriteStream, total: number, timeLeft: TimeLeft): SendProgress {
  const format = 'Working... {bar} {percentage}% {left}'
  // The cursor stays, for a process that is ended at once could not bring it back. Ctrl-C is main's business.
  const bar = new SingleBar({ format, stream, gracefulExit: false }, Presets.shades_classic)
  bar.start(total, 0, { left: timeLeft(0) })
  return {
    show: sent => bar.update(sent, { left: timeLeft(sent) }),
    [Symbol.dispose]: () => bar.stop(),
  }
}

function showLines(stream: NodeJS.WriteStream, total: number, timeLeft: TimeLeft): SendProgress {
  let shown = 0
  return {
    show(sent) {
      const step = Math.floor((sent * linesPerRun) / total)
      if (step > shown) stream.write(`Working... ${Math.floor((sent * 100) / total)}% ${timeLeft(sent)}\n`)
      shown = step
    },
    [Symbol.dispose]() {},
  }
}

/** As in 0:00:19. */
function formatTime(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return [hours, ...[minutes, seconds % 60].map(value => `${value}`.padStart(2, '0'))].join(':')
}
