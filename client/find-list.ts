import { foldText } from '../schema/fold-text.ts'

/** Finds a list by its id or its name, as the server does. */
export function findList<List extends { id: number; name: string }>(
  lists: readonly List[],
  reference: string,
): List | undefined {
  const name = foldText(reference)
  return lists.find(({ id }) => `${id}` === reference) ?? lists.find(list => foldText(list.name) === name)
}
