import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/**
 * After a change of the view: scrolls to its top, unless it is one of the history; moves the focus to it, unless it has
 * taken the focus itself; and announces its title. It follows the views in the page, so that they have set theirs.
 */
export function NavigationEffects() {
  const { pathname } = useLocation()
  const type = useNavigationType()
  const shown = useRef(pathname)
  const [title, setTitle] = useState('')
  const show = useEffectEvent(() => {
    if (type === NavigationType.Push) scrollTo(0, 0)
    const main = document.querySelector<HTMLElement>('#main')
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true })
    setTitle(document.title.replace(/ · TaskOverflow$/, ''))
  })
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    show()
  }, [pathname])
  return <output className="visually-hidden">{title}</output>
}
