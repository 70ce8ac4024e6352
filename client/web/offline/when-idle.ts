/** Runs something once the browser has nothing else to do. Safari has no requestIdleCallback. */
export const whenIdle = (run: () => void): void => void (window.requestIdleCallback ?? setTimeout)(run)

/** Whether the user wants to load as little as possible. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
