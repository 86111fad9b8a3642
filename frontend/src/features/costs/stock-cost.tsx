import { Anchor, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, moment, money, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet, HAPPENED } from '../../shell/fields'
import { usePlantChoices } from '../../shell/plants'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot, ToOrderCost } from '../../shell/to'
import { Correction } from '../people/correction'
import { useNameOf } from '../people/names'
import { useMay } from '../sign-in/use-session'
import { Was } from './order-cost'
import { costedMovementsQuery, layersQuery } from './queries'

/** A stock's layers, and every movement with what it was worth. */
export function Screen() {
  const { id = '', plant: asked } = useSearch({ strict: false })
  const plants = usePlantChoices()
  const plant = asked ?? plants[0]?.value ?? ''
  const navigate = useNavigate()
  const layers = useQuery(layersQuery(id, plant))
  const movements = useQuery(costedMovementsQuery(id, plant))
  return (
    <Page
      title={`Cost of ${id}`}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/material" search={{ id }} />} size="sm">
          To the material
        </Anchor>
      }
    >
      <Stack gap="md">
        {plants.length > 1 && (
          <Select
            label="Plant"
            data={plants}
            value={plant}
            onChange={next => next && void navigate({ to: '/stock-cost', search: { id, plant: next } })}
          />
        )}
        <Settings material={id} plant={plant} />
        <section aria-labelledby="layers">
          <h2 id="layers">What there is, plant {plant}</h2>
          <Queried query={layers}>
            {found =>
              found.length === 0 ? (
                <Empty title="Nothing is there" />
              ) : (
                <Columns
                  label="Layers"
                  heads={['From', { number: 'Quantity' }, { number: 'Cost of one' }, { number: 'Value' }]}
                >
                  {found.map(layer => (
                    <Row key={`${layer.fact}/${layer.quantity}`}>
                      <Cell>
                        {layer.lot ? (
                          <ToLot id={layer.lot} material={id} number={layer.number} />
                        ) : layer.fact ? (
                          ''
                        ) : (
                          'all of it together'
                        )}{' '}
                        {layer.at && moment(layer.at)}
                        {layer.fact && (
                          <Text size="sm" c="dimmed">
                            {layer.fact}
                          </Text>
                        )}
                      </Cell>
                      <Figure>{amount(layer.quantity)}</Figure>
                      <Figure>{money(layer.unit_cost, null, 4)}</Figure>
                      <Figure>{money(layer.value)}</Figure>
                    </Row>
                  ))}
                </Columns>
              )
            }
          </Queried>
        </section>
        <section aria-labelledby="costed">
          <h2 id="costed">What moved it</h2>
          <Queried query={movements}>{found => <Costed movements={found} material={id} />}</Queried>
        </section>
      </Stack>
    </Page>
  )
}

type Costed = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof costedMovementsQuery>['queryFn']>>>>

function Costed({ movements, material }: { movements: Costed; material: string }) {
  const nameOf = useNameOf()
  if (movements.length === 0) return <Empty title="Nothing moved it yet" />
  return (
    <Columns
      label="Movements with their cost"
      heads={['When', 'What', { number: 'Quantity' }, { number: 'Amount' }, { number: 'Then worth' }, 'Fact']}
    >
      {movements.map(movement => (
        <Row key={movement.fact} data-struck={movement.struck || undefined}>
          <Cell>{moment(movement.at)}</Cell>
          <Cell>
            {words(movement.kind)}{' '}
            {movement.lot && <ToLot id={movement.lot} material={material} number={movement.number} />}{' '}
            {movement.work_order && <ToOrderCost id={movement.work_order} />}
            {movement.estimated && <span className="warn-text"> estimated</span>}
            <Text size="sm" c="dimmed">
              {movement.reason}
              {movement.by_user && `${movement.reason ? ' · ' : ''}by ${nameOf(movement.by_user)}`}
            </Text>
            <Correction of={movement} />
          </Cell>
          <Figure>
            <Was original={movement.original} />
            {!movement.struck && Number(movement.quantity) !== 0 && amount(movement.quantity)}
          </Figure>
          <Figure>
            {!movement.struck && money(movement.amount)}
            {Number(movement.variance) !== 0 && (
              <Text size="sm" c="dimmed">
                {money(movement.variance)} variance
              </Text>
            )}
          </Figure>
          <Figure>
            {movement.value !== null && money(movement.value)}
            {movement.on_hand !== null && (
              <Text size="sm" c="dimmed">
                {amount(movement.on_hand)} there
              </Text>
            )}
          </Figure>
          <Cell>
            <Text size="sm" c="dimmed">
              {movement.fact}
            </Text>
          </Cell>
        </Row>
      ))}
    </Columns>
  )
}

function Settings({ material, plant }: { material: string; plant: string }) {
  const may = useMay()
  const [opened, setOpened] = useState<'method' | 'value' | null>(null)
  const close = () => setOpened(null)
  return (
    <Group gap="sm">
      {may('costing.set_method') && (
        <Button variant="default" onClick={() => setOpened('method')}>
          Set the costing
        </Button>
      )}
      {may('costing.revalue_stock') && (
        <Button variant="default" onClick={() => setOpened('value')}>
          Revalue
        </Button>
      )}
      {opened === 'value' && (
        <CommandSheet
          title={`Revalue ${material}`}
          command="costing.revalue_stock"
          fixed={{ material, plant }}
          fields={[
            { name: 'unit_cost', label: 'Cost of one', kind: 'decimal', required: true },
            { name: 'unit', label: 'Unit', description: 'That the cost is of one of. Left empty: the base unit.' },
            { name: 'reason', label: 'Reason', required: true },
            HAPPENED,
          ]}
          said={`${material} revalued`}
          close={close}
        />
      )}
      {opened === 'method' && (
        <CommandSheet
          title={`Costing of ${material}`}
          command="costing.set_method"
          fixed={{ material, plant }}
          fields={values => [
            {
              name: 'method',
              label: 'Method',
              kind: 'choice',
              required: true,
              initial: 'moving_average',
              choices: ['fifo', 'lifo', 'moving_average', 'standard', 'specific_identification'].map(value => ({
                value,
                label: words(value),
              })),
            },
            ...(values.method === 'standard'
              ? [
                  { name: 'standard_cost', label: 'Standard cost of one', kind: 'decimal', required: true } as const,
                  { name: 'unit', label: 'Unit', description: 'Left empty: the base unit.' },
                ]
              : []),
            HAPPENED,
          ]}
          said={`Costing of ${material} set`}
          close={close}
        />
      )}
    </Group>
  )
}
