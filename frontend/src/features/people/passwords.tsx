import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { count } from '../../format'
import { questions } from '../../shell/confirm'
import { Sheet } from '../../shell/sheet'
import { useMay } from '../sign-in/use-session'
import { givePassword } from './commands'
import type { Person } from './queries'
import { useTell } from './use-tell'

interface Given {
  name: string
  login: string
  password: string
}

/** A password for once for each who has none, after a file came in say; the list of them is shown this once. */
export function Passwords({ people }: { people: readonly Person[] }) {
  const may = useMay()
  const { busy, tell } = useTell()
  const [given, setGiven] = useState<Given[] | null>(null)
  const waiting = people.filter(person => !person.has_password && !person.disabled_at)

  async function make() {
    const made: Given[] = []
    await tell('Passwords are made', async () => {
      for (const { person, name, login } of waiting) {
        const answer = await givePassword(person)
        if (answer.one_time_password) made.push({ name, login: login ?? '', password: answer.one_time_password })
      }
    })
    if (made.length > 0) setGiven(made)
  }

  return (
    <>
      {waiting.length > 0 && may('people.reset_password') && (
        <Button
          variant="default"
          loading={busy}
          onClick={() =>
            questions.ask({
              title: `Make ${count(waiting.length)} passwords?`,
              text: 'Each of those who have none gets one for once. They are shown this once, as a list to hand out.',
              yes: 'Make them',
              carryOut: () => void make(),
            })
          }
        >
          Passwords for {count(waiting.length)} who have none
        </Button>
      )}
      {given && <Told given={given} close={() => setGiven(null)} />}
    </>
  )
}

function Told({ given, close }: { given: Given[]; close: () => void }) {
  return (
    <Sheet title="Passwords for once" opened close={close}>
      <Text>Hand each to its person, who chooses their own when they sign in. They are shown this once.</Text>
      <ul className="rows" aria-label="Passwords">
        {given.map(({ name, login, password }) => (
          <li key={login} className="row">
            <Text fw={600}>{name}</Text>
            <Text size="sm" className="wraps">
              {login}: <code>{password}</code>
            </Text>
          </li>
        ))}
      </ul>
      <Button size="lg" className="submit" onClick={() => save(given)}>
        Save as a file
      </Button>
    </Sheet>
  )
}

/** Written in the browser: the server never has the list. */
function save(given: Given[]) {
  const cell = (text: string) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const rows = given.map(({ login, name, password }) => [login, name, password].map(cell).join(','))
  const file = new Blob([`\uFEFF${['login,name,password', ...rows].join('\r\n')}\r\n`], { type: 'text/csv' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'passwords.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}
