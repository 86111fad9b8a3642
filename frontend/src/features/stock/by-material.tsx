import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { amount } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { Empty, Queried } from '../../shell/states'
import { ToMaterial } from '../../shell/to'
import { materialsInStockQuery, type OfMaterial, reorderQuery } from './queries'

/** How much there is of each material, how much of it may be used, and what has to be ordered. */
export function ByMaterial() {
  const materials = useQuery(materialsInStockQuery)
  const reorder = useQuery(reorderQuery)
  return (
    <>
      {reorder.data && reorder.data.length > 0 && (
        <section aria-labelledby="reorder">
          <h2 id="reorder">To be ordered</h2>
          <ul className="rows" aria-label="To be ordered">
            {reorder.data.map(({ material, plant, missing, available, reorder_point, unit }) => (
              <li key={`${plant}/${material}`} className="row outbox-row">
                <div>
                  <Link to="/material" search={{ id: material }} className="row-link">
                    {material}
                  </Link>
                  <Text size="sm" c="dimmed">
                    plant {plant}
                  </Text>
                </div>
                <Text size="sm" className="numbers">
                  <b className="bad-text">{amount(missing, unit)} missing</b>: {amount(available, unit)} of{' '}
                  {amount(reorder_point, unit)}
                </Text>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Queried query={materials}>
        {found => (found.length === 0 ? <Empty title="Nothing in stock" /> : <Sums materials={found} />)}
      </Queried>
    </>
  )
}

const HEADS = [
  'Material',
  ...['On hand', 'May be used', 'Reserved', 'On hold', 'Expired', 'Lots'].map(number => ({ number })),
]

function Sums({ materials }: { materials: OfMaterial[] }) {
  return (
    <Columns label="By material" heads={HEADS}>
      {materials.map(of => (
        <Row key={`${of.plant}/${of.material}/${of.unit}`}>
          <Cell>
            <ToMaterial id={of.material} />
            <Text size="sm" c="dimmed">
              plant {of.plant}
            </Text>
          </Cell>
          <Figure>{amount(of.on_hand, of.unit)}</Figure>
          <Figure>
            <b>{amount(of.available, of.unit)}</b>
          </Figure>
          <Figure>{Number(of.reserved) !== 0 && amount(of.reserved, of.unit)}</Figure>
          <Figure>{Number(of.held) !== 0 && amount(of.held, of.unit)}</Figure>
          <Figure>{Number(of.expired) !== 0 && <span className="bad-text">{amount(of.expired, of.unit)}</span>}</Figure>
          <Figure>
            {of.lots}
            {of.negative_lots > 0 && <span className="bad-text">, {of.negative_lots} below 0</span>}
          </Figure>
        </Row>
      ))}
    </Columns>
  )
}
