/** What Safari sends with the key that confirms a text: it has ended the composition by then (WebKit bug 165004). */
const keyCodeOfInputMethod = 229

/** Whether a key belongs to an input method, as the Enter that confirms a Japanese word and the Esc that cancels it do. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === keyCodeOfInputMethod
