import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Notice = Schemas['NoticeShown']
export type Choice = Schemas['ChoiceShown']

export const PAGE = 100

/** What one should know, the newest first; `unread` counts whatever is listed. */
export const noticesQuery = (unread: boolean) =>
  queryOptions({
    queryKey: ['notices', { unread }],
    queryFn: () => read(api.GET('/api/v1/notices', { params: { query: { unread, limit: PAGE } } })),
  })

/** The bell asks for nothing but the count. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: () => read(api.GET('/api/v1/notices', { params: { query: { limit: 1 } } })),
  select: ({ unread }) => unread,
})

export const choiceQuery = queryOptions({
  queryKey: ['notice-choice'],
  queryFn: () => read(api.GET('/api/v1/notices/choice')),
})

export const addressQuery = queryOptions({
  queryKey: ['notice-address'],
  queryFn: () => read(api.GET('/api/v1/auth/me')),
})
