/** The number of a todo; undefined when no todo can have this id. */
export function readTodoId(id: string): number | undefined {
  const number = /^\d{1,16}$/.test(id) ? Number(id) : undefined
  return Number.isSafeInteger(number) ? number : undefined
}
