import { useSyncExternalStore } from 'react'
import { session } from '../features/sign-in/session'
import type { Contents } from './outbox'
import { outbox } from './sending'

const NOTHING: Contents = { device: '', entries: [], of_others: 0 }
let shown = NOTHING
const listeners = new Set<() => void>()

async function look(): Promise<void> {
  const owner = session.owner
  shown = owner ? await outbox.contents(owner) : NOTHING
  for (const listener of listeners) listener()
}

outbox.subscribe(look)
session.subscribe(look)
void look()

/** What is in the outbox of the person who is signed in, as it changes. */
export function useOutbox(): Contents {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}
