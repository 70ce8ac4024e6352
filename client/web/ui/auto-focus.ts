/** A dialog looks for the attribute when it opens, and React does not render it. */
export function setAutoFocus(input: HTMLInputElement | null): void {
  input?.setAttribute('autofocus', '')
  input?.focus()
}
