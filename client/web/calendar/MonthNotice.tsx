import { Loading } from '../ui/Loading.tsx'
import './MonthNotice.css'

type Props = { isLoading: boolean; title: string }

/** Lies over the days of an empty month, which stay clickable. */
export function MonthNotice({ isLoading, title }: Props) {
  return (
    <div className="month-notice">
      {isLoading ? <Loading what="the todos" /> : <p>Nothing due in {title}. Choose a day to add a todo.</p>}
    </div>
  )
}
