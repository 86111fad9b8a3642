import type { Cause } from './queries'

/** Where a sentence leads to. */
export interface Told {
  text: string
  to?: { path: '/chart' | '/machine' | '/lot' | '/order'; id: string }
}

const REACTIONS: Record<string, string> = {
  judge_subgroup: 'What is measured is judged',
  hold_lot: 'A violation holds the lot',
  pause_order: 'A breakdown pauses what runs on the machine',
}

/** What a reaction does, in words. */
export function reactionTold(name: string): string {
  return REACTIONS[name] ?? spoken(name)
}

const SCREENS = { quality: '/chart', equipment: '/machine', lots: '/lot', work_orders: '/order' } as const

/** What something is about, by its stream: `lots:BR20-006` is the lot BR20-006. */
export function keyOf(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1)
}

/** Where the screen of something is, where it has one. */
export function screenOf(stream: string): Told['to'] {
  const kind = stream.slice(0, stream.indexOf(':'))
  return kind in SCREENS ? { path: SCREENS[kind as keyof typeof SCREENS], id: keyOf(stream) } : undefined
}

/** What happened, as a sentence. */
export function causeTold(cause: Cause): Told {
  const key = keyOf(cause.stream)
  const to = screenOf(cause.stream)
  return { text: sentence(cause, key), ...(to ? { to } : {}) }
}

function sentence({ type, data }: Cause, key: string): string {
  const subgroup = typeof data.subgroup === 'string' ? `subgroup ${data.subgroup} of ${key}` : key
  switch (type) {
    case 'quality.ControlRuleViolated':
      return `${subgroup} breaks a control rule`
    case 'quality.SpecificationViolated':
      return `${subgroup} is out of specification`
    case 'quality.SubgroupRecorded':
      return `${subgroup} was measured`
    case 'quality.SubgroupCorrected':
      return `${subgroup} was corrected`
    case 'equipment.EquipmentStateChanged':
      return data.state === 'breakdown'
        ? `${key} broke down${typeof data.reason === 'string' ? `: ${data.reason}` : ''}`
        : `${key} changed its state`
    default:
      return `${key}: ${spoken(type.slice(type.indexOf('.') + 1))}`
  }
}

/** `WorkOrderPaused` and `pause_order` as words: work order paused, pause order. */
export function spoken(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}

const HAPPENED: Record<string, string> = {
  'lots.LotHeld': 'Put on hold',
  'work_orders.WorkOrderPaused': 'Paused',
}

/** What happened to the lot or the order itself. */
export function happened(type: string): string {
  const words = spoken(type.slice(type.indexOf('.') + 1))
  return HAPPENED[type] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
