import { useSessionState } from '../../use-session-state.ts'
import { type ChosenOptions, defaultOptions } from './chosen-options.ts'

/** Survives the view and a reload. */
export function useChosenOptions() {
  const [kept, keep] = useSessionState<Partial<ChosenOptions>>('calendar-options')
  return {
    chosen: { ...defaultOptions, ...kept },
    choose: (change: Partial<ChosenOptions>) => keep({ ...kept, ...change }),
  }
}
