import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { told } from '../../api/problems'

/** Tells the server something about people or roles, at once: what is personal waits in no outbox. */
export function useTell() {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)

  async function tell<T>(said: string, run: () => Promise<T>): Promise<T | undefined> {
    setBusy(true)
    try {
      const answer = await run()
      notifications.show({ message: said, color: 'teal' })
      return answer
    } catch (error) {
      notifications.show({ title: 'This did not work', message: told(error), color: 'red', autoClose: 12_000 })
      return undefined
    } finally {
      setBusy(false)
      void queries.invalidateQueries({ queryKey: ['people'] })
    }
  }

  return { busy, tell }
}
