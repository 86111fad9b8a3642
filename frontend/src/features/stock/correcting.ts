import type { Schemas } from '../../api/client'
import { toInput } from '../../format'
import { lotName } from '../../shell/lot-name'
import type { StockMovement } from './queries'

/** What the sheet of a correction holds; the time is that of an <input type="datetime-local">. */
export interface MovementDraft {
  quantity: string
  unitCost: string
  happened: string
  struck: boolean
  why: string
}

export function draftOfMovement(movement: StockMovement): MovementDraft {
  return {
    quantity: movement.quantity ?? '',
    unitCost: movement.unit_cost ?? '',
    happened: toInput(new Date(movement.happened_at)),
    struck: false,
    why: '',
  }
}

type Correction = Omit<Schemas['CorrectMovement'], 'why'>

/** The correction, with those fields alone that were changed; or what has to be mended first. */
export function correctionOf(movement: StockMovement, draft: MovementDraft): Correction | string {
  const before = draftOfMovement(movement)
  const [, version = ''] = /@(\d+)$/.exec(movement.movement) ?? []
  const correction: Correction = { lot: lotName(movement), movement: Number(version), strike: draft.struck }
  if (draft.struck) return correction
  if (!draft.quantity.trim()) return 'Say how much it was. Or say that it did not happen.'
  if (!draft.happened) return 'Say when it happened.'
  if (!same(draft.quantity, before.quantity)) correction.quantity = draft.quantity.trim().replace(',', '.')
  if (draft.unitCost.trim() && !same(draft.unitCost, before.unitCost)) correction.unit_cost = draft.unitCost
  if (draft.happened !== before.happened) correction.happened_at = new Date(draft.happened).toISOString()
  if (Object.keys(correction).length === 3 && !movement.struck)
    return 'Nothing is changed yet. Change what was wrong, or close the sheet.'
  return correction
}

/** Whether two decimals are the same number: "4.10" is "4.1". */
function same(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '')
  return plain(one) === plain(other)
}
