type Placed = { id: number; position: number }

/** The lists with one at another position, as the server will have them. */
export function moveList<List extends Placed>(lists: readonly List[], id: number, position: number): List[] {
  const moved = lists.find(list => list.id === id)
  if (!moved) return [...lists]
  const order = lists.filter(list => list !== moved)
  order.splice(position, 0, moved)
  return order.map((list, index) => ({ ...list, position: index }))
}
