import { Badge, Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { questions } from '../../shell/confirm'
import { Empty, Page, Queried } from '../../shell/states'
import { ImportSheet } from '../imports/import-sheet'
import { useMay, useMe } from '../sign-in/use-session'
import { disablePerson, enablePerson, erasePerson, givePassword, resetSecondFactor } from './commands'
import { IdentificationSheet } from './identification-sheet'
import { PasswordTold } from './password'
import { Passwords } from './passwords'
import { PersonSheet } from './person-sheet'
import { type Person, peopleQuery } from './queries'
import { useTell } from './use-tell'
import { calledAssignment } from './words'

/** Who is let in, and what they may do where. */
export function Screen() {
  const people = useQuery(peopleQuery)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [bringing, setBringing] = useState(false)
  const [changing, setChanging] = useState<Person | null>(null)
  const [identifying, setIdentifying] = useState<string | null>(null)
  const identified = people.data?.find(({ person }) => person === identifying)
  const [given, setGiven] = useState<{ name: string; login: string; password: string } | null>(null)
  return (
    <Page
      title="People"
      aside={
        <Group gap="xs">
          <Button variant="default" component={Link} {...{ to: '/roles' }}>
            Roles
          </Button>
          <Button variant="default" component={Link} {...{ to: '/who-may' }}>
            Who may what
          </Button>
          <Button variant="default" component={Link} {...{ to: '/rights-history' }}>
            History
          </Button>
          <Passwords people={people.data ?? []} />
          {may('people.add') && may('imports.send') && (
            <Button variant="default" onClick={() => setBringing(true)}>
              From a file
            </Button>
          )}
          {may('people.add') && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              Add somebody
            </Button>
          )}
        </Group>
      }
    >
      <Queried query={people}>
        {found =>
          found.length === 0 ? (
            <Empty title="Nobody is let in">Add somebody, and say which roles they have.</Empty>
          ) : (
            <ul className="rows" aria-label="People">
              {found.map(person => (
                <PersonRow
                  key={person.person}
                  person={person}
                  change={setChanging}
                  give={setGiven}
                  identify={({ person }) => setIdentifying(person)}
                />
              ))}
            </ul>
          )
        }
      </Queried>
      {bringing && <ImportSheet kind="people" what="people" close={() => setBringing(false)} />}
      {adding && <PersonSheet close={() => setAdding(false)} give={setGiven} />}
      {changing && <PersonSheet person={changing} close={() => setChanging(null)} give={setGiven} />}
      {identified && <IdentificationSheet person={identified} close={() => setIdentifying(null)} />}
      {given && <PasswordTold {...given} close={() => setGiven(null)} />}
    </Page>
  )
}

interface RowProps {
  person: Person
  change: (person: Person) => void
  give: (given: { name: string; login: string; password: string }) => void
  identify: (person: Person) => void
}

function PersonRow({ person, change, give, identify }: RowProps) {
  const { name, login, email, assignments } = person
  return (
    <li className="row outbox-row">
      <div>
        <Text fw={600}>
          {name} {person.disabled_at && <Badge color="gray.7">Disabled</Badge>}{' '}
          {person.must_change_password && !person.disabled_at && <Badge color="blue.9">New password</Badge>}
        </Text>
        <Text size="sm">
          {assignments.length === 0 ? 'No role: may do nothing yet' : assignments.map(calledAssignment).join('; ')}
        </Text>
        <Text size="sm" c="dimmed" className="wraps">
          {[login, email].filter(Boolean).join(', ')}
        </Text>
      </div>
      <PersonActs person={person} change={change} give={give} identify={identify} />
    </li>
  )
}

function PersonActs({ person, change, give, identify }: RowProps) {
  const may = useMay()
  const me = useMe()
  const { busy, tell } = useTell()
  const { name, login } = person

  async function password() {
    const answer = await tell(`${name} has a new password`, () => givePassword(person.person))
    if (answer?.one_time_password) give({ name, login: login ?? '', password: answer.one_time_password })
  }

  function erase() {
    questions.ask({
      title: `Erase ${name}?`,
      text: 'The name, login and address are gone for good, and they sign in no more. What they did stays, and names nobody.',
      yes: 'Erase',
      danger: true,
      carryOut: () => void tell(`${name} is erased`, () => erasePerson(person.person)),
    })
  }

  const other = person.person !== me?.user_id
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="sm"
        aria-label={`History of ${name}`}
        renderRoot={props => <Link {...props} to="/rights-history" search={{ id: person.person }} />}
      >
        History
      </Button>
      {may('people.change') && (
        <Button variant="default" size="sm" aria-label={`Change ${name}`} onClick={() => change(person)}>
          Change
        </Button>
      )}
      {may('people.reset_password') && other && !person.disabled_at && (
        <Button
          variant="default"
          size="sm"
          loading={busy}
          aria-label={`New password for ${name}`}
          onClick={() =>
            questions.ask({
              title: `A new password for ${name}?`,
              text: 'The one they have counts no more, and they are signed out everywhere. The new one is shown once.',
              yes: 'Make one',
              carryOut: () => void password(),
            })
          }
        >
          New password
        </Button>
      )}
      {(may('stations.set_pin') || may('stations.set_badge')) && !person.disabled_at && (
        <Button variant="default" size="sm" aria-label={`PIN and badge of ${name}`} onClick={() => identify(person)}>
          PIN and badge
        </Button>
      )}
      {may('people.reset_second_factor') && other && person.has_second_factor && (
        <Button
          variant="default"
          size="sm"
          aria-label={`Reset the second factor of ${name}`}
          onClick={() =>
            questions.ask({
              title: `Reset the second factor of ${name}?`,
              text: 'Their authenticator and recovery codes count no more, and they are signed out everywhere. See that it is they who ask.',
              yes: 'Reset it',
              danger: true,
              carryOut: () =>
                void tell(`The second factor of ${name} is reset`, () => resetSecondFactor(person.person)),
            })
          }
        >
          Reset second factor
        </Button>
      )}
      {other && !person.disabled_at && may('people.disable') && (
        <Button
          variant="default"
          size="sm"
          aria-label={`Disable ${name}`}
          onClick={() =>
            questions.ask({
              title: `Disable ${name}?`,
              text: 'They are signed out at once and cannot sign in until they are enabled again.',
              yes: 'Disable',
              danger: true,
              carryOut: () => void tell(`${name} is disabled`, () => disablePerson(person.person)),
            })
          }
        >
          Disable
        </Button>
      )}
      {person.disabled_at && may('people.enable') && (
        <Button
          variant="default"
          size="sm"
          aria-label={`Enable ${name}`}
          onClick={() => void tell(`${name} is enabled`, () => enablePerson(person.person))}
        >
          Enable
        </Button>
      )}
      {other && may('people.erase') && (
        <Button variant="default" color="red" size="sm" aria-label={`Erase ${name}`} onClick={erase}>
          Erase
        </Button>
      )}
    </Group>
  )
}
