import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { told } from '../api/problems'
import { questions } from '../shell/confirm'
import { command, doubtsAbout, outbox } from './sending'
import type { Outgoing } from './storage'

interface Carried {
  /** Whether a command is on its way. */
  busy: boolean
  /** Why the last one was refused, in words. */
  failure: string | null
  /** Says what a person has to mend before anything is sent; null when nothing is left to mend. */
  fail: (why: string | null) => void
  /** Carries a command out: what became of it when it is done, or kept on this device until the server can be reached; else null. */
  carryOut: (name: string, body: Record<string, unknown>, said: Said) => Promise<Outgoing | null>
}

/** What is told when it is done; a function where that depends on what the server made of it. */
export type Said = string | ((entry: Outgoing) => string)

/**
 * A command out of a form that stays open until it is carried out. What is refused at once is told in the form, which
 * still holds what was typed: it does not wait in the outbox for a decision as well. What is implausible or looks doubled is
 * asked before it is sent.
 */
export function useCommand(): Carried {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  async function carryOut(name: string, body: Record<string, unknown>, saying: Said): Promise<Outgoing | null> {
    setBusy(true)
    setFailure(null)
    try {
      const doubts = await doubtsAbout(name, body)
      if (doubts.length > 0 && !(await meant(doubts))) return null
      const entry = await command(name, body)
      if (entry.state === 'refused') {
        setFailure(entry.problem?.detail ?? 'The server refused it.')
        await outbox.discard(entry.id)
        return null
      }
      const said = typeof saying === 'function' ? saying(entry) : saying
      notifications.show(
        entry.state === 'waiting'
          ? { title: said, message: 'Kept on this device until the server can be reached.', color: 'yellow' }
          : { message: said, color: 'teal' },
      )
      if (doubts.length === 0)
        for (const warning of entry.warnings ?? [])
          notifications.show({ title: 'Was it meant so?', message: warning, color: 'yellow', autoClose: 15_000 })
      void queries.invalidateQueries({ refetchType: 'active' })
      return entry
    } catch (error) {
      setFailure(told(error))
      return null
    } finally {
      setBusy(false)
    }
  }

  return { busy, failure, fail: setFailure, carryOut }
}

function meant(doubts: string[]): Promise<boolean> {
  return questions.confirmed({ title: 'Is it meant so?', text: doubts.join('\n\n'), yes: 'Send it all the same' })
}
