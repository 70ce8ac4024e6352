const parentCheckMs = 200

/** npm sends SIGTERM to the shell that runs this process; the shell exits without forwarding it. */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, parentCheckMs)
  timer.unref()
}
