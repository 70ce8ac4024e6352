import { Loading } from '../ui/Loading.tsx'
import './MonthNotice.css'

type Props = { isLoading: boolean; title: string }

/** Lies over the days of an empty month, which stay clickable. */
export function MonthNotice({ isLoading, title }: Props) {
  return (
    <div className="month-notice">
      {isLoading ? <Loading /> : <p>Nothing due in {title}. Click a day to add a todo.</p>}
    </div>
  )
}
