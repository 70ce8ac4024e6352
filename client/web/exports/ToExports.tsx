import { Navigate, useLocation } from 'react-router'
import { urls } from '../urls.ts'

/** Leads from an earlier address to the exports, with its query. */
export function ToExports() {
  const { search } = useLocation()
  return <Navigate to={{ pathname: urls.exports, search }} replace />
}
