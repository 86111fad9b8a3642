import { createHmac } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { OtherDevice, server, uuid7 } from './plant'

/** What an authenticator shows now, or so many steps later (RFC 6238). */
function codeOf(secret: string, later = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later))
  const hash = createHmac('sha1', key).update(step).digest()
  const at = (hash[19] ?? 0) & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function toAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Password and sign-ins' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
}

test('one signs in with a second factor, sees one’s sessions, ends one, and no script reads the refresh token', async ({
  page,
  browser,
}) => {
  const plant = server()
  await signIn(page, plant)

  await test.step('the refresh token is in a cookie that no script reads, and survives a reload', async () => {
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie)
    expect(kept).not.toContain('unison_refresh')
    expect(kept).not.toContain('refresh')
    const cookie = (await page.context().cookies(`${plant.url}/api/v1/auth/refresh`)).find(
      ({ name }) => name === 'unison_refresh',
    )
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' })
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Work orders' })).toBeVisible()
  })

  const elsewhere = await browser.newContext({ userAgent: 'Mozilla/5.0 (iPhone) AppleWebKit Version/18 Safari/604.1' })
  const phone = await elsewhere.newPage()
  await signIn(phone, plant)

  await test.step('a session elsewhere is listed and ended', async () => {
    await toAccount(page)
    const sessions = page.getByRole('list', { name: 'Where you are signed in' })
    await expect(sessions.getByText('this device')).toBeVisible()
    await sessions.getByRole('button', { name: /^End Safari on iPhone/ }).click()
    await expect(sessions.getByText('Safari on iPhone')).toHaveCount(0)
    await phone.reload()
    await expect(phone.getByText('Your sign-in has ended')).toBeVisible()
    await noSeriousViolations(page, 'account')
    await noSidewaysScroll(page)
  })

  const sheet = page.getByRole('dialog')
  let secret = ''
  let recovery = ''
  await test.step('the second factor is turned on', async () => {
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await sheet.getByRole('button', { name: 'Continue' }).click()
    await expect(sheet.getByRole('img', { name: 'QR code of the secret' })).toBeVisible()
    secret = (await sheet.getByLabel('The secret', { exact: true }).textContent()) ?? ''
    await noSeriousViolations(page, 'enrolment')
    await sheet.getByLabel('The code it shows').fill(codeOf(secret))
    await sheet.getByRole('button', { name: 'Turn it on' }).click()
    recovery = ((await sheet.getByLabel('Your recovery codes').textContent()) ?? '').split('\n')[0] ?? ''
    await sheet.getByRole('button', { name: 'I have stored them' }).click()
    await expect(page.getByText('10 recovery codes are left')).toBeVisible()
  })

  await test.step('it is asked for at sign-in', async () => {
    await phone.getByLabel('Login').fill(plant.login)
    await phone.locator('input[type=password]').fill(plant.password)
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(phone.getByLabel('Code of your authenticator')).toBeVisible()
    await noSeriousViolations(phone, 'second step')
    await phone.getByLabel('Code of your authenticator').fill('000000')
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(phone.getByRole('alert')).toContainText('The code is wrong')
    await phone.getByLabel('Code of your authenticator').fill(recovery)
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(phone.getByRole('heading', { name: 'Work orders' })).toBeVisible()
  })

  await test.step('and turned off again', async () => {
    await page.reload()
    await expect(page.getByText('9 recovery codes are left')).toBeVisible()
    await page.getByRole('button', { name: 'Turn it off' }).click()
    await sheet.getByLabel('Code of your authenticator').fill(codeOf(secret, 1))
    await sheet.getByRole('button', { name: 'Turn it off' }).click()
    await expect(page.getByRole('button', { name: 'Turn it on' })).toBeVisible()
    await phone.reload()
    await expect(phone.getByText('Your sign-in has ended')).toBeVisible()
    await signIn(phone, plant)
  })

  await test.step('who has signed out is out, with the network or without', async () => {
    await phone.context().setOffline(true)
    await phone.getByRole('button', { name: /^Account of/ }).click()
    await phone.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(phone.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    const told = phone.waitForResponse(answer => answer.url().endsWith('/auth/sign-out'))
    await phone.context().setOffline(false)
    expect((await told).status()).toBe(204)
    await page.reload()
    await expect(page.getByText('this device')).toBeVisible()
    await expect(page.getByText('Safari on iPhone')).toHaveCount(0)
  })
  await elsewhere.close()
})

const [NAME, LOGIN, ROLE, OWN] = ['Hedy of the walk', 'walk.hedy', 'careful_walk', 'battery staple 9 horses']

test('whose role demands a second factor sets one up before anything else, and again when it was reset', async ({
  page,
  browser,
}) => {
  const plant = server()
  await signIn(page, { ...plant, login: 'admin' })
  const administrator = await OtherDevice.signIn({ ...plant, login: 'admin' })
  const person = uuid7()
  const reads = ['work_order_board.read', 'plants.read', 'people.read']
  await administrator.send('people.define_role', { role: ROLE, allow: reads })
  const assignments = [{ role: ROLE, plants: [] }]
  await administrator.send('people.add', { person, name: NAME, login: LOGIN, assignments })
  const given = await administrator.post<{ one_time_password: string }>('people/one-time-password', { person })

  const elsewhere = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const phone = await elsewhere.newPage()
  let recovery = ''

  async function comesIn(password: string): Promise<void> {
    await phone.goto(plant.url)
    await phone.getByLabel('Organization').fill(plant.organization)
    await phone.getByLabel('Login').fill(LOGIN)
    await phone.locator('input[type=password]').fill(password)
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  async function setsOneUp(): Promise<void> {
    await expect(phone.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
    await noSeriousViolations(phone, 'demanded second factor')
    await noSidewaysScroll(phone)
    await phone.getByRole('button', { name: 'Continue' }).click()
    await expect(phone.getByRole('img', { name: 'QR code of the secret' })).toBeVisible()
    const secret = (await phone.getByLabel('The secret', { exact: true }).textContent()) ?? ''
    await noSeriousViolations(phone, 'the square to scan')
    await noSidewaysScroll(phone)
    await phone.getByLabel('The code it shows').fill(codeOf(secret))
    await phone.getByRole('button', { name: 'Turn it on' }).click()
    recovery = ((await phone.getByLabel('Your recovery codes').textContent()) ?? '').split('\n')[0] ?? ''
    await noSeriousViolations(phone, 'recovery codes')
    await phone.getByRole('button', { name: 'I have stored them' }).click()
    await expect(phone.getByRole('heading', { name: 'Work orders' })).toBeVisible()
  }

  await test.step('somebody works by a password of their own', async () => {
    await comesIn(given.one_time_password)
    await phone.getByLabel('Current password').fill(given.one_time_password)
    await phone.getByLabel('New password').fill(OWN)
    await phone.getByRole('button', { name: 'Change the password' }).click()
    await expect(phone.getByRole('heading', { name: 'Work orders' })).toBeVisible()
  })

  await test.step('their role begins to demand a second factor', async () => {
    await go(page, 'People')
    await page.getByRole('link', { name: 'Roles' }).click()
    await page.getByRole('button', { name: 'What Careful walk may do' }).click()
    await page.getByRole('switch', { name: 'Must sign in with a second factor' }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Careful walk' })).toContainText('Second factor')
  })

  await test.step('the next that they open leads to setting one up, and then they go on', async () => {
    await phone.reload()
    await setsOneUp()
    await phone.reload()
    await expect(phone.getByRole('heading', { name: 'Work orders' })).toBeVisible()
  })

  await test.step('it is asked for at sign-in', async () => {
    await elsewhere.clearCookies()
    await phone.evaluate(() => localStorage.clear())
    await comesIn(OWN)
    await phone.getByLabel('Code of your authenticator').fill(recovery)
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(phone.getByRole('heading', { name: 'Work orders' })).toBeVisible()
  })

  await test.step('an administrator resets it for who has lost it', async () => {
    await page.getByRole('link', { name: 'People' }).last().click()
    await page.getByRole('button', { name: `Reset the second factor of ${NAME}` }).click()
    await noSeriousViolations(page, 'reset')
    await page.getByRole('button', { name: 'Reset it' }).click()
    await expect(page.getByRole('button', { name: `Reset the second factor of ${NAME}` })).toHaveCount(0)
    await phone.reload()
    await expect(phone.getByText('Your sign-in has ended')).toBeVisible()
    await comesIn(OWN)
    await setsOneUp()
  })

  await administrator.send('people.erase', { person })
  await elsewhere.close()
})
