import { ActionIcon, Button, Group, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlantChoices } from '../../shell/plants'
import { Sheet } from '../../shell/sheet'
import { useMay, useMe } from '../sign-in/use-session'
import { addPerson, assignPerson, changePerson, givePassword, newId } from './commands'
import { type Person, rolesQuery } from './queries'
import { useTell } from './use-tell'
import { Why } from './why'
import { calledRole } from './words'

interface Given {
  name: string
  login: string
  password: string
}

interface Props {
  /** Who is changed; without it somebody is added. */
  person?: Person
  close: () => void
  give: (given: Given) => void
}

type Assigned = Person['assignments'][number]

/** Who somebody is, and which roles they have in which plants. */
export function PersonSheet({ person, close, give }: Props) {
  const may = useMay()
  const me = useMe()
  const { busy, tell } = useTell()
  const [id] = useState(() => person?.person ?? newId())
  const [login, setLogin] = useState(person?.login ?? '')
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [assigned, setAssigned] = useState<Assigned[]>(person?.assignments ?? [{ role: 'operator', plants: [] }])
  const [why, setWhy] = useState('')
  const reason = why.trim() || null
  const title = person ? `Change ${person.name}` : 'Add somebody'
  const mail = email.trim() || null
  const isOneself = id === me?.user_id

  async function add() {
    const told = { person: id, login: login.trim(), name: name.trim(), email: mail, assignments: assigned, reason }
    const added = await tell(`${told.name} is let in`, () => addPerson(told))
    if (!added) return
    close()
    if (!may('people.reset_password')) return
    const answer = await tell('A password for once is made', () => givePassword(id))
    if (answer?.one_time_password) give({ name: told.name, login: told.login, password: answer.one_time_password })
  }

  async function change(old: Person) {
    const told = {
      ...(login.trim() !== old.login && { login: login.trim() }),
      ...(name.trim() !== old.name && { name: name.trim() }),
      ...(mail !== old.email && { email: mail }),
    }
    const done = Object.keys(told).length === 0 || (await tell('Changed', () => changePerson({ person: id, ...told })))
    if (!done) return
    const same = JSON.stringify(assigned) === JSON.stringify(old.assignments)
    const rights =
      same || (await tell(`${name} has other roles`, () => assignPerson({ person: id, assignments: assigned, reason })))
    if (rights) close()
  }

  return (
    <Sheet title={title} opened close={close}>
      <form
        aria-label={title}
        onSubmit={event => {
          event.preventDefault()
          void (person ? change(person) : add())
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={200}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Signs in as"
            description="Without blanks; small or capital letters do not matter."
            required
            maxLength={120}
            autoCapitalize="none"
            autoComplete="off"
            value={login}
            onChange={event => setLogin(event.currentTarget.value)}
          />
          <TextInput
            label="Address for mail"
            description={
              isOneself ? 'Yours is changed under “What you are told”, in the menu of your account.' : undefined
            }
            disabled={isOneself}
            type="email"
            maxLength={254}
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
          />
          {isOneself ? (
            <Text size="sm" c="dimmed">
              Another administrator says what you may do.
            </Text>
          ) : (
            <>
              <Assignments assigned={assigned} set={setAssigned} />
              <Why why={why} set={setWhy} />
            </>
          )}
          <Button type="submit" size="lg" className="submit" loading={busy}>
            {person ? 'Save' : 'Add and make a password'}
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}

function Assignments({ assigned, set }: { assigned: Assigned[]; set: (assigned: Assigned[]) => void }) {
  const roles = useQuery(rolesQuery)
  const free = (roles.data ?? []).filter(({ role, retired }) => !retired && !assigned.some(each => each.role === role))
  const places = usePlantChoices()
  const change = (role: string, next: Assigned) => set(assigned.map(each => (each.role === role ? next : each)))
  return (
    <Stack gap="xs">
      <Text fw={500} size="sm">
        Roles
      </Text>
      {assigned.map(({ role, plants }) => (
        <Group key={role} gap="xs" align="flex-end" wrap="nowrap">
          <MultiSelect
            flex={1}
            label={calledRole(role)}
            placeholder={plants.length === 0 ? 'In every plant' : undefined}
            data={places}
            value={plants}
            onChange={next => change(role, { role, plants: next })}
          />
          <ActionIcon
            variant="default"
            size={42}
            aria-label={`Take the role ${calledRole(role)} away`}
            onClick={() => set(assigned.filter(each => each.role !== role))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Select
        label="One more role"
        placeholder="Choose one"
        data={free.map(({ role }) => ({ value: role, label: calledRole(role) }))}
        value={null}
        onChange={role => role && set([...assigned, { role, plants: [] }])}
      />
    </Stack>
  )
}
