import { SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { moment, words } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { type Review, reviewsQuery } from './queries'

/** What was done without a network and no longer fitted when it arrived. */
export function Screen() {
  const { show } = useSearch({ strict: false })
  const navigate = useNavigate()
  const settled = show === 'settled'
  const reviews = useQuery(reviewsQuery(settled ? ['carried_out', 'dismissed'] : ['open']))
  return (
    <Page
      title="Reviews"
      aside={
        <SegmentedControl
          aria-label="Which reviews"
          data={[
            { value: 'open', label: 'Open' },
            { value: 'settled', label: 'Settled' },
          ]}
          value={settled ? 'settled' : 'open'}
          onChange={value => void navigate({ to: '/reviews', search: value === 'settled' ? { show: value } : {} })}
        />
      }
    >
      <Queried query={reviews}>{found => <Reviews reviews={found} settled={settled} />}</Queried>
    </Page>
  )
}

function Reviews({ reviews, settled }: { reviews: Review[]; settled: boolean }) {
  if (reviews.length === 0 && settled) return <Empty title="Nothing was settled yet" />
  if (reviews.length === 0)
    return (
      <Empty title="Nothing to decide">
        What is logged without a network and no longer fits when it arrives is kept here for you.
      </Empty>
    )
  return (
    <ul className="rows" aria-label="Reviews">
      {reviews.map(review => (
        <li key={review.review} className="row outbox-row">
          <div>
            <Link to="/review" search={{ id: review.review }} className="row-link">
              {called(review)}
            </Link>
            <Text size="sm" c="dimmed">
              made {moment(review.made_at)} by {review.by_name ?? 'somebody'} on {review.device ?? 'a device'}
            </Text>
          </div>
          <Text size="sm">{settled ? words(review.status) : review.message}</Text>
        </li>
      ))}
    </ul>
  )
}

/** "Ship L-1": what was wished, and what it was about. */
export function called({ command, body }: Pick<Review, 'command' | 'body'>): string {
  const about = body.work_order ?? body.lot ?? body.sales_order ?? body.equipment ?? body.characteristic ?? ''
  return `${words(command.split('.')[1] ?? command)} ${String(about)}`.trim()
}
