import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { openReviewsQuery } from './queries'

/** How many reviews wait for somebody; nothing when none does. */
export function OpenReviews() {
  const { data } = useQuery(openReviewsQuery)
  if (!data?.open) return null
  return (
    <Badge size="sm" aria-label={`${data.open} open`}>
      {data.open}
    </Badge>
  )
}
