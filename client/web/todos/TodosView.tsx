export function TodosView() {
  return <h1>Todos</h1>
}
