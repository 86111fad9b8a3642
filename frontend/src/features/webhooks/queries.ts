import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Webhook = Schemas['WebhookShown']
export type Delivery = Schemas['Delivery']
export type Form = Webhook['form']

/** What workers send changes without any view telling so. */
const AGAIN_MS = 4_000

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: () => read(api.GET('/api/v1/webhooks')),
  refetchInterval: AGAIN_MS,
})

export const typesQuery = queryOptions({
  queryKey: ['webhook-types'],
  queryFn: () => read(api.GET('/api/v1/webhooks/types')),
  staleTime: Number.POSITIVE_INFINITY,
})

export function deliveriesQuery(id: string, state: Delivery['state'] | undefined) {
  return queryOptions({
    queryKey: ['webhooks', id, 'deliveries', state],
    queryFn: () =>
      read(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries', {
          params: { path: { webhook_id: id }, query: { state, limit: 100 } },
        }),
      ),
    refetchInterval: AGAIN_MS,
  })
}
