import { useSyncExternalStore } from 'react'
import { type Me, session } from './session'

/** Who is signed in, or null. */
export function useMe(): Me | null {
  return useSyncExternalStore(session.subscribe, () => session.me)
}

/** Whether the person who is signed in may do something: a permission such as `work_orders.release`. */
export function useMay(): (permission: string) => boolean {
  const me = useMe()
  return permission => me?.permissions.includes(permission) ?? false
}
