import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { amount, moment, money, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { ToLot, ToOrder } from '../../shell/to'
import { Correction } from '../people/correction'
import { useNameOf } from '../people/names'
import { useMay } from '../sign-in/use-session'
import { CorrectMovementSheet } from './correct-sheet'
import { LIMIT, type StockMovement } from './queries'
import { onHandAfter } from './running'

/** What happened to lots, as it stands; of what was corrected the original too, struck through, with who and why. */
export function Movements({ movements, ofManyLots = false }: { movements: StockMovement[]; ofManyLots?: boolean }) {
  const onHand = ofManyLots || movements.length === LIMIT ? null : onHandAfter(movements)
  const may = useMay()
  const [corrected, setCorrected] = useState<StockMovement | null>(null)
  const mayCorrect = may('corrections.correct_movement')
  const heads = [
    'When',
    ...(ofManyLots ? ['Lot'] : []),
    'What',
    { number: 'Change' },
    ...(onHand ? [{ number: 'On hand' }] : []),
    'With',
    ...(mayCorrect ? [''] : []),
  ]
  return (
    <>
      <Columns label="Movements" heads={heads}>
        {movements.map(movement => (
          <Row key={movement.movement} data-struck={movement.struck || undefined}>
            <Cell>
              <When movement={movement} />
            </Cell>
            {ofManyLots && (
              <Cell>
                <ToLot id={movement.lot} material={movement.material} number={movement.number} />
                <Text size="sm" c="dimmed">
                  {movement.material}
                </Text>
              </Cell>
            )}
            <Cell>{words(movement.kind)}</Cell>
            <Figure>
              <Change movement={movement} />
            </Figure>
            {onHand && <Figure>{amount(onHand.get(movement.movement) ?? 0, movement.unit)}</Figure>}
            <Cell>
              <With movement={movement} />
            </Cell>
            {mayCorrect && (
              <Cell ta="right">
                {CORRECTABLE.includes(movement.kind) && (
                  <Button
                    variant="subtle"
                    size="sm"
                    onClick={() => setCorrected(movement)}
                    aria-label={`Correct ${words(movement.kind)} of ${movement.number}, ${moment(movement.happened_at)}`}
                  >
                    Correct
                  </Button>
                )}
              </Cell>
            )}
          </Row>
        ))}
      </Columns>
      {corrected && <CorrectMovementSheet movement={corrected} close={() => setCorrected(null)} />}
    </>
  )
}

/** Merges, moves and holds are not corrected: what is so now is told anew. */
const CORRECTABLE: readonly string[] = [
  'received',
  'produced',
  'by_product',
  'consumed',
  'returned',
  'returned_by_customer',
  'returned_to_supplier',
  'split',
  'split_off',
  'shipped',
  'scrapped',
  'counted',
]

function When({ movement: { happened_at, original } }: { movement: StockMovement }) {
  if (!original || original.happened_at === happened_at) return moment(happened_at)
  return (
    <>
      <Text span size="sm" c="dimmed" component="del">
        {moment(original.happened_at)}
      </Text>{' '}
      {moment(happened_at)}
    </>
  )
}

function Change({ movement }: { movement: StockMovement }) {
  const { change, unit, original, quantity, struck } = movement
  const counted = movement.kind === 'counted'
  const stands = counted ? `${amount(quantity ?? 0, unit)} found` : Number(change) === 0 ? '' : amount(change, unit)
  const differs = original && (struck || original.quantity !== quantity)
  return (
    <>
      {differs && original.quantity !== null && (
        <Text span size="sm" c="dimmed" component="del">
          {amount(original.quantity, unit)}
        </Text>
      )}{' '}
      {!struck && stands}
      {counted && !struck && (
        <Text size="sm" c="dimmed">
          {amount(change, unit)} to {amount(movement.expected ?? 0, unit)}
        </Text>
      )}
    </>
  )
}

function With({ movement }: { movement: StockMovement }) {
  const nameOf = useNameOf()
  const {
    work_order,
    other_lot,
    original,
    unit_cost,
    total_cost,
    currency,
    exchange_rate,
    override_reason,
    suggested_number,
  } = movement
  const by = nameOf(movement.by_user)
  const kept = movement.kind.startsWith('reserv') && amount(movement.quantity ?? 0, movement.unit)
  const told = [kept, movement.party, movement.reference, movement.location, movement.reason].filter(Boolean).join(', ')
  return (
    <>
      {work_order && <ToOrder id={work_order} />}{' '}
      {other_lot && <ToLot id={other_lot} material={movement.material} number={movement.other_number} />}{' '}
      <Text span size="sm" c="dimmed">
        {told}
        {unit_cost && (
          <>
            {told && ', '}
            {original?.unit_cost && original.unit_cost !== unit_cost && <del>{money(original.unit_cost, null, 4)}</del>}{' '}
            {money(unit_cost, `${currency ?? ''} each`, 4)}
          </>
        )}
        {total_cost && ` ${money(total_cost, currency)} in all`}
        {exchange_rate && ` at ${amount(exchange_rate)}`}
        {by && `${told || unit_cost || total_cost || work_order || other_lot ? ' · ' : ''}by ${by}`}
      </Text>
      {override_reason && (
        <Text size="sm">
          {suggested_number} was to go first: {override_reason}
        </Text>
      )}
      <Correction of={movement} />
    </>
  )
}
