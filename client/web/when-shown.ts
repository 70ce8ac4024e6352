/** Which invalidated queries to read at once: a hidden page reads them when it is shown. */
export const whenShown = (): 'active' | 'none' => (document.hidden ? 'none' : 'active')
