import { expect, type Page, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { OtherDevice, type Server, server } from './plant'

const [STATION, MACHINE, ORDER] = ['E2E station', 'E2E-SM-1', 'E2E-ST-1']
const PIN = { Before: '5938', Operator: '4719', Supervisor: '8264' }
const BADGE = '0400E2E1B2C3'

test('a device becomes a station; people identify, log in their own name and change; unpaired, it is shut out at once', async ({
  browser,
  page,
}) => {
  const plant = server()
  const admin = { ...plant, login: 'admin' }
  const other = await OtherDevice.signIn(admin)
  await other.send('equipment.register', { equipment: MACHINE })
  await other.send('work_orders.create', { work_order: ORDER, product: 'E2E washer', quantity_pcs: 50 })
  await other.send('work_orders.release', { work_order: ORDER })
  await setOwnPin({ ...plant, login: 'supervisor' }, PIN.Supervisor)

  await signIn(page, admin)
  const sheet = page.getByRole('dialog')
  await test.step('an administrator opens a station and makes a code', async () => {
    await go(page, 'Stations')
    await page.getByRole('button', { name: 'Open a station' }).click()
    await sheet.getByLabel('Name').fill(STATION)
    await sheet.getByRole('combobox', { name: 'Machines' }).fill(MACHINE)
    await page.getByRole('option', { name: MACHINE, exact: true }).click()
    await sheet.getByLabel('Name').click()
    await expect(sheet.getByRole('combobox', { name: 'What may be done at it' })).toHaveValue('Operator')
    await noSeriousViolations(page, 'open a station')
    await sheet.getByRole('button', { name: 'Open a station' }).click()
    await expect(sheet).toHaveCount(0)
    await page.getByRole('button', { name: `Pair ${STATION}` }).click()
    await expect(sheet.getByRole('timer')).toContainText('Good for')
    await expect(sheet.getByRole('img', { name: 'The code, to be scanned' }).locator('svg')).toBeVisible()
    await noSeriousViolations(page, 'pairing')
    await noSidewaysScroll(page)
  })

  await test.step('an administrator gives somebody a PIN and a badge, and sees neither again', async () => {
    await sheet.getByRole('button', { name: 'Close the sheet' }).click()
    await go(page, 'People')
    await page.getByRole('button', { name: 'PIN and badge of Operator', exact: true }).click()
    await sheet.locator('input[type=password]').first().fill('1234')
    await sheet.getByRole('button', { name: 'Set the PIN' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'tried first' })).toBeVisible()
    await sheet.locator('input[type=password]').first().fill(PIN.Before)
    await sheet.getByRole('button', { name: 'Set the PIN' }).click()
    await expect(sheet.getByRole('button', { name: 'Replace the PIN' })).toBeVisible()
    await sheet.locator('input[type=password]').last().fill(BADGE)
    await sheet.getByRole('button', { name: 'Set the badge' }).click()
    await expect(sheet.getByRole('button', { name: 'Remove the badge' })).toBeVisible()
    expect(await sheet.textContent()).not.toContain(PIN.Before)
    await noSeriousViolations(page, 'PIN and badge')
    await noSidewaysScroll(page)
    await sheet.getByRole('button', { name: 'Close the sheet' }).click()
    await page.getByRole('button', { name: 'PIN and badge of Supervisor', exact: true }).click()
    await sheet.locator('input[type=password]').last().fill(BADGE)
    await sheet.getByRole('button', { name: 'Set the badge' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'badge' })).toBeVisible()
    await sheet.getByRole('button', { name: 'Close the sheet' }).click()
  })

  const theirs = await browser.newContext({ viewport: { width: 360, height: 760 } })
  const own = await theirs.newPage()
  const sessions = own.getByRole('list', { name: 'Where you are signed in' })
  await test.step('a person changes their own PIN by the one they have', async () => {
    await signIn(own, { ...plant, login: 'operator' })
    await toAccount(own)
    const form = own.getByRole('form', { name: 'Change the PIN' })
    await form.getByText('Your present PIN').click()
    await form.getByLabel(/^Present PIN/).fill('9999')
    await form.getByLabel('New PIN').fill(PIN.Operator)
    await form.getByRole('button', { name: 'Change the PIN' }).click()
    await expect(form.getByRole('alert')).toContainText('The present PIN is wrong')
    await form.getByLabel(/^Present PIN/).fill(PIN.Before)
    await form.getByRole('button', { name: 'Change the PIN' }).click()
    await expect(own.getByText('The new PIN counts.')).toBeVisible()
    await noSeriousViolations(own, 'own PIN')
    await noSidewaysScroll(own)
  })

  await go(page, 'Stations')
  await page.getByRole('button', { name: `Pair ${STATION}` }).click()
  const context = await browser.newContext({ viewport: { width: 768, height: 1024 }, hasTouch: true })
  const device = await context.newPage()
  await test.step('a device tells the code and is the station', async () => {
    const code = (await sheet.getByLabel('Code', { exact: true }).textContent()) ?? ''
    await device.goto(`${plant.url}/station`)
    await device.getByLabel('Code').fill('AAAA-AAAA')
    await device.getByRole('button', { name: 'Pair this device' }).click()
    await expect(device.getByRole('alert')).toContainText('wrong, was used or is too old')
    await device.goto(`${plant.url}/station?code=${code.trim()}`)
    await device.getByRole('button', { name: 'Pair this device' }).click()
    await expect(device.getByRole('heading', { name: STATION })).toBeVisible()
    await expect(device.getByRole('button', { name: 'Operator', exact: true })).toBeVisible()
    await noSeriousViolations(device, 'people at the station')
    await noSidewaysScroll(device)
    await expect(sheet.getByRole('status')).toContainText('The device is paired')
    await sheet.getByRole('button', { name: 'Done' }).click()
  })

  await test.step('an operator identifies by a PIN and logs on the machine of the station', async () => {
    await device.getByRole('button', { name: 'Operator', exact: true }).click()
    await noSeriousViolations(device, 'PIN')
    await type(device, '4712')
    await expect(device.getByRole('alert')).toContainText('The PIN or the badge is wrong')
    await type(device, PIN.Operator)
    await expect(device.getByRole('button', { name: 'Operator is here' })).toBeVisible()
    await device.getByRole('link', { name: `Log ${ORDER}` }).click()
    const log = device.getByRole('dialog')
    await expect(log.getByRole('combobox', { name: 'Machine' })).toHaveValue(MACHINE)
    await log.getByLabel('Good pcs').fill('3')
    await log.getByRole('button', { name: 'Log', exact: true }).click()
    await expect(log).toHaveCount(0)
    await expect.poll(async () => (await other.order(ORDER)).good_pcs).toBe(3)
    await noSeriousViolations(device, 'at the station')
  })

  await test.step('somebody else is there in two taps, and by one scan', async () => {
    await device.getByRole('button', { name: 'Operator is here' }).click()
    await device.getByRole('button', { name: 'Supervisor', exact: true }).click()
    await type(device, PIN.Supervisor)
    await expect(device.getByRole('button', { name: 'Supervisor is here' })).toBeVisible()
    await expect(device.getByRole('dialog')).toHaveCount(0)
    await device.keyboard.type(BADGE)
    await device.keyboard.press('Enter')
    await expect(device.getByRole('button', { name: 'Operator is here' })).toBeVisible()
  })

  await test.step('a person sees that they are at the station, and ends it from elsewhere', async () => {
    await toAccount(own)
    await sessions
      .getByRole('button', { name: `End At ${STATION}` })
      .first()
      .click()
    await expect.poll(() => sessions.getByText(`At ${STATION}`).count()).toBeLessThan(2)
    await noSeriousViolations(own, 'sessions at stations')
  })

  await test.step('whoever unpairs it shuts it out at once', async () => {
    await page.getByRole('button', { name: `Unpair ${STATION}` }).click()
    await sheet.getByLabel('Why').fill('the tablet was lost')
    await sheet.getByRole('button', { name: `Unpair ${STATION}` }).click()
    await expect(sheet).toHaveCount(0)
    await device.getByRole('button', { name: 'Operator is here' }).click()
    await expect(device.getByRole('heading', { name: 'Make this device a station' })).toBeVisible()
  })
  await context.close()
  await theirs.close()
})

async function toAccount(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Password and sign-ins' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
}

async function type(device: Page, pin: string): Promise<void> {
  const pad = device.getByRole('group', { name: 'PIN' })
  for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click()
  await pad.getByRole('button', { name: 'That is my PIN' }).click()
}

async function asking(who: Server): Promise<(path: string, body?: object) => Promise<Response>> {
  const login = { organization: who.organization, login: who.login, password: who.password }
  const headers = { 'Content-Type': 'application/json' }
  const signed = await fetch(`${who.url}/api/v1/auth/sign-in`, { method: 'POST', headers, body: JSON.stringify(login) })
  const { access_token } = (await signed.json()) as { access_token: string }
  return async (path, body) => {
    const answer = await fetch(`${who.url}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, Authorization: `Bearer ${access_token}` },
      body: body && JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
}

async function setOwnPin(who: Server, pin: string): Promise<void> {
  await (await asking(who))('stations/own-pin', { pin, password: who.password })
}
