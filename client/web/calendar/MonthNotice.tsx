import { Loading } from '../ui/Loading.tsx'
import './MonthNotice.css'

type Props = { isLoading: boolean; title: string }

/** Over the days of a month that show nothing, which can be clicked all the same. */
export function MonthNotice({ isLoading, title }: Props) {
  return (
    <div className="month-notice">
      {isLoading ? (
        <Loading what="the todos" />
      ) : (
        <p>Nothing is due in {title}. Choose a day to add a todo.</p>
      )}
    </div>
  )
}
