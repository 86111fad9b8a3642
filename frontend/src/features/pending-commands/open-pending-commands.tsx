import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { openPendingCommandsQuery } from './queries'

/** How many pending commands wait for somebody; nothing when none does. */
export function OpenPendingCommands() {
  const { data } = useQuery(openPendingCommandsQuery)
  if (!data?.open) return null
  return (
    <Badge size="sm" aria-label={`${data.open} open`}>
      {data.open}
    </Badge>
  )
}
