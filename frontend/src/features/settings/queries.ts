import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Settings = Schemas['SettingsShown']
export type NumberRule = Schemas['NumberRule']

export const settingsQuery = queryOptions({
  queryKey: ['house_rules', 'settings'],
  queryFn: () => read(api.GET('/api/v1/house-rules/settings')),
})
