import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count, day } from '../../format'
import { CommandSheet } from '../../shell/fields'
import { Empty, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type Customer, customersQuery } from './queries'

/** Who buys. A blocked customer gets no new order and nothing from a lot. */
export function Customers() {
  const customers = useQuery(customersQuery)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<Customer | null>(null)
  const blocks = chosen !== null && chosen.block_reason === null
  return (
    <>
      {may('sales.register_customer') && (
        <Group>
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            New customer
          </Button>
        </Group>
      )}
      <Queried query={customers}>
        {found =>
          found.length === 0 ? (
            <Empty title="No customers yet" />
          ) : (
            <ul className="rows" aria-label="Customers">
              {found.map(customer => (
                <li key={customer.customer} className="row outbox-row">
                  <div>
                    <Text fw={600}>{customer.customer}</Text>
                    <Text size="sm" c="dimmed">
                      {customer.name}
                      {customer.country && `, ${customer.country}`} · {count(customer.open_orders)} open{' '}
                      {customer.open_orders === 1 ? 'order' : 'orders'}
                    </Text>
                    {customer.block_reason && (
                      <Text size="sm" className="bad-text">
                        Blocked{customer.blocked_at && ` ${day(customer.blocked_at)}`}: {customer.block_reason}
                      </Text>
                    )}
                  </div>
                  {may(customer.block_reason ? 'sales.unblock_customer' : 'sales.block_customer') && (
                    <Button
                      variant="subtle"
                      size="sm"
                      onClick={() => setChosen(customer)}
                      aria-label={`${customer.block_reason ? 'Unblock' : 'Block'} ${customer.customer}`}
                    >
                      {customer.block_reason ? 'Unblock' : 'Block'}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
      {adding && (
        <CommandSheet
          title="New customer"
          command="sales.register_customer"
          fields={[
            { name: 'customer', label: 'Number', required: true },
            { name: 'name', label: 'Company', required: true, description: 'No name of a person.' },
            { name: 'country', label: 'Country', placeholder: 'DE', description: 'Two letters, ISO 3166-1.' },
          ]}
          said={({ customer }) => `${customer} registered`}
          close={() => setAdding(false)}
        />
      )}
      {chosen && (
        <CommandSheet
          title={`${blocks ? 'Block' : 'Unblock'} ${chosen.customer}`}
          command={blocks ? 'sales.block_customer' : 'sales.unblock_customer'}
          fixed={{ customer: chosen.customer }}
          fields={blocks ? [{ name: 'reason', label: 'Reason', required: true }] : []}
          said={`${chosen.customer} ${blocks ? 'blocked' : 'unblocked'}`}
          danger={blocks}
          close={() => setChosen(null)}
        />
      )}
    </>
  )
}
