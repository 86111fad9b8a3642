import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet } from '../../shell/fields'
import { Empty, Page, Queried } from '../../shell/states'
import { ToMaterial } from '../../shell/to'
import { useMay } from '../sign-in/use-session'
import { ChangeSheet, ComponentsSheet, ReorderPointSheet } from './material-sheets'
import { type Material, materialQuery, whereUsedQuery } from './queries'

/** One material: how it is kept, what it is made of, where it is used. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const material = useQuery(materialQuery(id))
  return (
    <Page
      title={id}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/materials" />} size="sm">
          All materials
        </Anchor>
      }
    >
      <Queried query={material}>{found => <InFull material={found} />}</Queried>
    </Page>
  )
}

function InFull({ material }: { material: Material }) {
  return (
    <Stack gap="md">
      <Facts material={material} />
      <section aria-labelledby="components">
        <h2 id="components">Made of</h2>
        <Components material={material} />
      </section>
      <section aria-labelledby="plants">
        <h2 id="plants">By plant</h2>
        <Plants material={material} />
      </section>
      <section aria-labelledby="uses">
        <h2 id="uses">Used in</h2>
        <Uses material={material.material} />
      </section>
    </Stack>
  )
}

type Opened = 'change' | 'components' | 'reorder' | 'retire' | 'reinstate'

function Facts({ material }: { material: Material }) {
  const may = useMay()
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const units = Object.entries(material.units)
  const offered: [Opened, string, string][] = [
    ['change', 'Change', 'materials.change'],
    ['components', 'Component list', 'materials.set_components'],
    ['reorder', 'Reorder point', 'materials.set_reorder_point'],
    material.retired ? ['reinstate', 'Reinstate', 'materials.reinstate'] : ['retire', 'Retire', 'materials.retire'],
  ]
  return (
    <Paper withBorder p="md" className="surface">
      <Stack gap={6}>
        <Text fw={600}>{material.name ?? material.material}</Text>
        {material.description && <Text size="sm">{material.description}</Text>}
        {material.retired && (
          <Text className="bad-text">Retired{material.retire_reason && `: ${material.retire_reason}`}</Text>
        )}
        <Text size="sm">
          Kept in {material.base_unit},{' '}
          {material.tracking === 'none' ? 'without lot numbers' : `by ${words(material.tracking)}`}
          {material.shelf_life_days !== null && `, good for ${material.shelf_life_days} days`}
        </Text>
        {units.length > 0 && (
          <Text size="sm" className="numbers">
            {units.map(([unit, factor]) => `1 ${unit} = ${factor} ${material.base_unit}`).join(' · ')}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {[material.gtin && `GTIN ${material.gtin}`, material.sap_material && `SAP ${material.sap_material}`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Group gap="sm">
          {offered
            .filter(([, , permission]) => may(permission))
            .map(([which, label]) => (
              <Button key={which} variant="default" onClick={() => setOpened(which)}>
                {label}
              </Button>
            ))}
          <Button
            variant="default"
            renderRoot={props => <Link {...props} to="/stock-cost" search={{ id: material.material }} />}
          >
            What it costs
          </Button>
        </Group>
      </Stack>
      {opened === 'change' && <ChangeSheet material={material} close={close} />}
      {opened === 'components' && <ComponentsSheet material={material} close={close} />}
      {opened === 'reorder' && <ReorderPointSheet material={material} close={close} />}
      {opened === 'retire' && (
        <CommandSheet
          title={`Retire ${material.material}`}
          command="materials.retire"
          fixed={{ material: material.material }}
          fields={[{ name: 'reason', label: 'Why', required: true, description: 'What is there may be used up.' }]}
          said={`${material.material} retired`}
          danger
          close={close}
        />
      )}
      {opened === 'reinstate' && (
        <CommandSheet
          title={`Reinstate ${material.material}`}
          command="materials.reinstate"
          fixed={{ material: material.material }}
          fields={[]}
          said={`${material.material} is in use again`}
          close={close}
        />
      )}
    </Paper>
  )
}

function Components({ material }: { material: Material }) {
  if (material.components.length === 0)
    return <Empty title="No component list">It is bought, or nobody has said what it is made of.</Empty>
  return (
    <Columns
      label="Made of"
      heads={[
        'Component',
        { number: `For ${amount(material.batch_quantity, material.base_unit)}` },
        { number: 'Used up on the way' },
      ]}
    >
      {material.components.map(component => (
        <Row key={component.material}>
          <Cell>
            <ToMaterial id={component.material} />
          </Cell>
          <Figure>{amount(component.quantity, component.unit)}</Figure>
          <Figure>{Number(component.scrap_percent) > 0 && `${amount(component.scrap_percent)} %`}</Figure>
        </Row>
      ))}
    </Columns>
  )
}

function Plants({ material }: { material: Material }) {
  if (material.plants.length === 0)
    return (
      <Empty title="Nothing is said for a plant">Its cost is a moving average; nothing tells when to order it.</Empty>
    )
  return (
    <Columns label="By plant" heads={['Plant', { number: 'Reorder point' }, 'Costing', { number: 'Standard cost' }]}>
      {material.plants.map(of => (
        <Row key={of.plant}>
          <Cell>{of.plant}</Cell>
          <Figure>{of.reorder_point !== null && amount(of.reorder_point, material.base_unit)}</Figure>
          <Cell>{words(of.costing_method)}</Cell>
          <Figure>{of.standard_cost !== null && amount(of.standard_cost)}</Figure>
        </Row>
      ))}
    </Columns>
  )
}

function Uses({ material }: { material: string }) {
  const uses = useQuery(whereUsedQuery(material))
  return (
    <Queried query={uses}>
      {found =>
        found.length === 0 ? (
          <Empty title="In no component list" />
        ) : (
          <ul className="rows" aria-label="Used in">
            {found.map(use => (
              <li key={use.product} className="row outbox-row">
                <Link to="/material" search={{ id: use.product }} className="row-link">
                  {use.product}
                </Link>
                <Text size="sm" className="numbers">
                  {amount(use.quantity, use.unit)} for {amount(use.batch_quantity, use.base_unit)}
                </Text>
              </li>
            ))}
          </ul>
        )
      }
    </Queried>
  )
}
