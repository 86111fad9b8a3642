import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Review = Schemas['Review']
export type ReviewInFull = Schemas['ReviewInFull']
export type StreamMet = Schemas['StreamMet']

export function reviewsQuery(status: Review['status'][]) {
  return queryOptions({
    queryKey: ['review_queue', 'reviews', status],
    queryFn: () => read(api.GET('/api/v1/reviews', { params: { query: { status } } })),
  })
}

export function reviewQuery(review: string) {
  return queryOptions({
    queryKey: ['review_queue', 'review', review],
    queryFn: () => read(api.GET('/api/v1/reviews/{review}', { params: { path: { review } } })),
  })
}

export const openReviewsQuery = queryOptions({
  queryKey: ['review_queue', 'count'],
  queryFn: () => read(api.GET('/api/v1/reviews/count')),
})
