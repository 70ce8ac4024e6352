const parentCheckMs = 200

/** npm passes SIGTERM on to the shell that it put above this process, which then ends and does not pass it on. */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, parentCheckMs)
  timer.unref()
}
