import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, read, type Schemas } from '../api/client'
import type { Field } from './fields'

export type Plant = Schemas['PlantShown']

/** The plants that whoever is signed in may see. */
export const plantsQuery = queryOptions({
  queryKey: ['plants'],
  queryFn: () => read(api.GET('/api/v1/plants')),
})

/** The plants, as they are chosen from. */
export function usePlantChoices(): { value: string; label: string }[] {
  return (useQuery(plantsQuery).data ?? []).map(({ plant, name }) => ({ value: plant, label: name }))
}

/** The field for which plant something is: nothing is asked where there is only one, for that one is meant. */
export function usePlantField(label = 'Plant', initial?: string): Field[] {
  const choices = usePlantChoices()
  return choices.length > 1 ? [{ name: 'plant', label, kind: 'choice', required: true, choices, initial }] : []
}
