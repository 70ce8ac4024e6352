export const done = 0
export const failed = 1
export const misused = 2
/** What shells call a program that Ctrl-C ended. */
export const interrupted = 130
