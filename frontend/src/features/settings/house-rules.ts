import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type WarningShown = Schemas['WarningShown']

export const warningsQuery = queryOptions({
  queryKey: ['house_rules', 'warnings'],
  queryFn: () => read(api.GET('/api/v1/house-rules/warnings')),
})

export type BooksShown = Schemas['BooksShown']

export const booksQuery = queryOptions({
  queryKey: ['house_rules', 'books'],
  queryFn: () => read(api.GET('/api/v1/house-rules/books')),
})
