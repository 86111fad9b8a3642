import { Badge, Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '../../format'
import { questions } from '../../shell/confirm'
import { Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { retireRole } from './commands'
import { type Role, rolesQuery } from './queries'
import { RoleSheet } from './role-sheet'
import { useTell } from './use-tell'
import { byRoom, calledRole } from './words'

/** What each role may do. */
export function Screen() {
  const roles = useQuery(rolesQuery)
  const may = useMay()
  const [shown, setShown] = useState<Role | 'new' | null>(null)
  return (
    <Page
      title="Roles"
      aside={
        <Group gap="xs">
          <Button variant="default" component={Link} {...{ to: '/people' }}>
            People
          </Button>
          {may('people.define_role') && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setShown('new')}>
              New role
            </Button>
          )}
        </Group>
      }
    >
      <Queried query={roles}>
        {found => (
          <ul className="rows" aria-label="Roles">
            {found.map(role => (
              <RoleRow key={role.role} role={role} show={() => setShown(role)} />
            ))}
          </ul>
        )}
      </Queried>
      {shown && <RoleSheet role={shown === 'new' ? undefined : shown} close={() => setShown(null)} />}
    </Page>
  )
}

function RoleRow({ role, show }: { role: Role; show: () => void }) {
  const may = useMay()
  const { tell } = useTell()
  const called = calledRole(role.role)
  const fixed = role.role === 'admin'
  const rooms = byRoom(role.permissions).map(([room]) => room)
  return (
    <li className="row outbox-row">
      <div>
        <Text fw={600}>
          {called} {role.retired && <Badge color="gray.7">Retired</Badge>}{' '}
          {role.changed && role.built_in && !role.retired && <Badge color="blue.9">Changed</Badge>}{' '}
          {role.second_factor && <Badge color="teal.9">Second factor</Badge>}
        </Text>
        <Text size="sm" className="wraps">
          {fixed ? 'Everything' : rooms.length === 0 ? 'Nothing' : rooms.join(', ')}
        </Text>
        <Text size="sm" c="dimmed">
          {role.people === 1 ? 'One person has it' : `${count(role.people)} people have it`},{' '}
          {count(role.permissions.length)} permissions
        </Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          size="sm"
          aria-label={`History of ${called}`}
          renderRoot={props => <Link {...props} to="/rights-history" search={{ id: role.role }} />}
        >
          History
        </Button>
        <Button variant="default" size="sm" aria-label={`What ${called} may do`} onClick={show}>
          {may('people.change_role') ? 'Change' : 'Show'}
        </Button>
        {may('people.retire_role') && !fixed && !role.retired && (
          <Button
            variant="default"
            color="red"
            size="sm"
            aria-label={`Retire ${called}`}
            onClick={() =>
              questions.ask({
                title: `Retire the role ${called}?`,
                text: 'Whoever has it may do nothing by it from now on. Their other roles stay.',
                yes: 'Retire',
                danger: true,
                carryOut: () => void tell(`${called} is retired`, () => retireRole(role.role)),
              })
            }
          >
            Retire
          </Button>
        )}
      </Group>
    </li>
  )
}
