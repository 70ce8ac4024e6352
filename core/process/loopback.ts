/** The names under which a program reaches only its own machine, as URLs and Host headers have them. */
export const isLoopbackName = (name: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(name)
