/** MATERIAL/NUMBER is one lot's alone; its number may be that of others, too. */
export const lotName = (lot: { lot: string; material: string; number?: string | null }) =>
  `${lot.material}/${lot.number ?? lot.lot}`
