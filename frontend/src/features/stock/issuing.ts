/** The choice of a lot that was not proposed. */
export const OTHER = '\u0000other'

/** The lot that is taken: the one that goes first, unless another was chosen. */
export function chosenLot(choice: string | null, other: string, first: string | undefined): string {
  if (choice === OTHER || (choice === null && first === undefined)) return other.trim()
  return choice ?? first ?? ''
}

interface Issue {
  workOrder: string
  lot: string
  quantity: string
  /** What was proposed to go first. */
  first: string | undefined
  reason: string
  /** What else was said: what it goes into, when it happened. */
  said: Record<string, unknown>
}

/** The command's fields, with what was proposed, so that the server asks for a reason too; or what has to be mended. */
export function issueBody({ workOrder, lot, quantity, first, reason, said }: Issue): Record<string, unknown> | string {
  if (!lot) return 'Name the lot.'
  return {
    work_order: workOrder,
    lot,
    quantity,
    ...(first === undefined ? {} : { suggested_lot: first }),
    ...(first !== undefined && first !== lot ? { override_reason: reason.trim() } : {}),
    ...said,
  }
}
