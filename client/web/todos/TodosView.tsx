import { CalendarMaker } from '../jobs/CalendarMaker.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { TodoFilters } from './TodoFilters.tsx'
import { TodoListing } from './TodoListing.tsx'
import './TodosView.css'
import { TodoTools } from './TodoTools.tsx'
import { useTodoList } from './use-todo-list.ts'

export function TodosView() {
  const { list, sorting, toSearch, go } = useTodoList()
  return (
    <div className="beside-maker">
      <div className="stack">
        <h1 className="visually-hidden">Todos</h1>
        <QuickAdd list={list} />
        <div className="todo-toolbar">
          <TodoFilters list={list} toSearch={toSearch} />
          <TodoTools list={list} sorting={sorting} go={go} />
        </div>
      </div>
      <CalendarMaker />
      <div className="stack beside-maker-main">
        <TodoListing list={list} />
      </div>
    </div>
  )
}
