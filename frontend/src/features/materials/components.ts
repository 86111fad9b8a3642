/** A component list as a person writes it: one component a line, "AlMgSi bar 60; 0.8 kg; 2 %" or "Sheet; 1/3 pcs". */

export interface Component {
  material: string
  quantity: string
  /** As a fraction, where the quantity is rounded. */
  exact?: string | null
  unit: string
  scrap_percent?: string
}

export function writtenComponents(components: readonly Component[]): string {
  return components
    .map(({ material, quantity, exact, unit, scrap_percent }) =>
      [material, `${exact ?? quantity} ${unit}`, ...(Number(scrap_percent) > 0 ? [`${scrap_percent} %`] : [])].join(
        '; ',
      ),
    )
    .join('\n')
}

/** The components; or what has to be mended, with the line. */
export function readComponents(text: string): Component[] | string {
  const components: Component[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const [material = '', quantity = '', scrap = ''] = line.split(';').map(part => part.trim())
    const [, number, unit] = /^((?:\d+ )?\d+\/\d+|\d+(?:\.\d+)?)\s*(\S.*)$/.exec(quantity) ?? []
    const [, percent] = /^(\d+(?:\.\d+)?)\s*%?$/.exec(scrap) ?? []
    if (!material || !number || !unit || (scrap && percent === undefined))
      return `Line ${index + 1} cannot be read. Write: material; quantity unit; percent used up on the way, as in “AlMgSi bar 60; 0.8 kg; 2 %”.`
    components.push({ material, quantity: number, unit, ...(percent ? { scrap_percent: percent } : {}) })
  }
  return components
}

/** Other units as a person writes them: "t = 1000, sheet = 2/3". */
export function readUnits(text: string): Record<string, string> | string {
  const units: Record<string, string> = {}
  for (const part of text.split(',')) {
    if (!part.trim()) continue
    const [, unit, factor] = /^\s*([^=]+?)\s*=\s*(\d+(?:\.\d+)?(?:\/\d+)?)\s*$/.exec(part) ?? []
    if (!unit || !factor)
      return `“${part.trim()}” cannot be read. Write the unit and how many base units it is, as in “t = 1000, sheet = 2/3”.`
    units[unit] = factor
  }
  return units
}

export function writtenUnits(units: Record<string, string>): string {
  return Object.entries(units)
    .map(([unit, factor]) => `${unit} = ${factor}`)
    .join(', ')
}
