/** A dialog looks for the attribute when it opens, and React does not render it. */
export function setAutoFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
  element?.focus()
}
