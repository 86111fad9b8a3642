import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Material = Schemas['MaterialShown']

export function materialsQuery(search = '', retired = false) {
  return queryOptions({
    queryKey: ['material_list', 'materials', search, retired],
    queryFn: () =>
      read(api.GET('/api/v1/materials', { params: { query: { search: search || null, retired, limit: 500 } } })),
  })
}

export function materialQuery(material: string) {
  return queryOptions({
    queryKey: ['material_list', 'material', material],
    queryFn: () => read(api.GET('/api/v1/materials/material', { params: { query: { material } } })),
    retry: false,
  })
}

export function whereUsedQuery(material: string) {
  return queryOptions({
    queryKey: ['material_list', 'where used', material],
    queryFn: () => read(api.GET('/api/v1/materials/where-used', { params: { query: { material } } })),
  })
}

/** The units that a material is told in, its base unit first, those that everybody knows last. */
export function unitsOf(materials: Material[] | undefined, material: string): string[] {
  const found = materials?.find(each => each.material === material)
  return found ? [...new Set([found.base_unit, ...Object.keys(found.units), ...found.known_units])] : []
}
