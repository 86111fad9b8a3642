import { expect, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { OtherDevice, server } from './plant'

const ORDER = 'E2E-STOCK-1'
const [OLDER, NEWER, MADE] = ['E2E-STEEL-1', 'E2E-STEEL-2', 'E2E-PART-1']

test('material goes first expired first out, a receipt is corrected after a preview, and a recall finds the customer', async ({
  page,
}) => {
  const plant = server()
  const office = await OtherDevice.signIn(plant)
  await office.send('materials.register', { material: 'E2E steel', base_unit: 'kg', tracking: 'lot' })
  await office.send('work_orders.create', { work_order: ORDER, product: 'E2E part', quantity_pcs: 10 })
  await office.send('work_orders.release', { work_order: ORDER })
  await signIn(page, plant)

  await test.step('a delivery is received on the phone', async () => {
    await go(page, 'Stock')
    for (const [lot, expires] of [
      [NEWER, '2031-01-01T06:00'],
      [OLDER, '2030-01-01T06:00'],
    ] as const) {
      await page.getByRole('button', { name: 'Receive' }).click()
      const form = page.getByRole('form', { name: 'Receive' })
      await form.getByLabel('Material').fill('E2E steel')
      await form.getByLabel('Lot number', { exact: true }).fill(lot)
      await form.getByLabel('Quantity').fill('100')
      await form.getByLabel('Put at').fill('A-01')
      await form.getByLabel('Cost of one kg').fill('4.20')
      await form.getByLabel('Expires').fill(expires)
      if (lot === NEWER) await noSeriousViolations(page, 'receive sheet')
      await form.getByRole('button', { name: 'Receive' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    const stock = page.getByRole('list', { name: 'Stock' })
    await expect(stock.getByRole('listitem').filter({ hasText: OLDER })).toContainText('100 kg')
    await noSidewaysScroll(page)
    await noSeriousViolations(page, 'stock')
  })

  const lots = page.getByRole('region', { name: 'Lots', exact: true }).last()

  await test.step('what expires first is proposed; another lot needs a reason', async () => {
    await page.goto(`${plant.url}/order?id=${ORDER}`)
    await page.getByRole('button', { name: 'Issue material' }).click()
    const form = page.getByRole('form', { name: 'Issue' })
    await form.getByLabel('Material').fill('E2E steel')
    await form.getByLabel('Quantity').fill('8')
    await expect(form.getByRole('radio', { name: new RegExp(OLDER) })).toBeChecked()
    await noSeriousViolations(page, 'issue sheet')
    await form.getByRole('button', { name: 'Issue' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(lots).toContainText(OLDER)

    await page.getByRole('button', { name: 'Issue material' }).click()
    await form.getByLabel('Material').fill('E2E steel')
    await form.getByLabel('Quantity').fill('2')
    await form.getByRole('radio', { name: 'Another lot' }).check()
    await form.getByRole('textbox', { name: 'Lot', exact: true }).fill(NEWER)
    await form.getByLabel(`Why not ${OLDER}?`).fill('the older lot is blocked by a delivery')
    await form.getByRole('button', { name: 'Issue' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(lots).toContainText(NEWER)
  })

  await test.step('a lot is reserved for the order, seen in stock, and released', async () => {
    await page.getByRole('button', { name: 'Reserve a lot' }).click()
    const form = page.getByRole('form', { name: 'Reserve' })
    await form.getByLabel('Material').fill('E2E steel')
    await form.getByLabel('Quantity').fill('20')
    await expect(form.getByRole('radio', { name: new RegExp(OLDER) })).toBeChecked()
    await noSeriousViolations(page, 'reserve sheet')
    await form.getByRole('button', { name: 'Reserve' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const kept = page.getByRole('region', { name: 'Reserved lots' }).last()
    await expect(kept).toContainText(OLDER)
    await noSidewaysScroll(page)
    await noSeriousViolations(page, 'order with a reservation')
    await page.goto(`${plant.url}/lot?id=${OLDER}`)
    await expect(page.getByText(`20 kg reserved for ${ORDER}`)).toBeVisible()
    await page.goto(`${plant.url}/stock`)
    const stock = page.getByRole('list', { name: 'Stock' })
    await expect(stock.getByRole('listitem').filter({ hasText: OLDER })).toContainText(`20 kg reserved for ${ORDER}`)
    await page.goto(`${plant.url}/order?id=${ORDER}`)
    await page.getByRole('button', { name: `Release the reservation of ${OLDER}` }).click()
    await page
      .getByRole('form', { name: `Release ${OLDER}` })
      .getByRole('button', { name: `Release ${OLDER}` })
      .click()
    await expect(page.getByText('Nothing is reserved', { exact: true })).toBeVisible()
  })

  await test.step('the order puts out a lot, which is shipped', async () => {
    await page.getByRole('button', { name: 'Put out a lot' }).click()
    const form = page.getByRole('form', { name: 'Put out a lot' })
    await form.getByLabel('Lot number').fill(MADE)
    await form.getByLabel('Quantity').fill('10')
    await form.getByLabel('Put at').fill('Finished goods')
    await form.getByRole('button', { name: 'Put out a lot' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(lots).toContainText(MADE)
    await office.send('lots.ship', { lot: MADE, quantity: '4', customer: 'Customer 12', delivery: 'E2E-D-1' })
  })

  await test.step('a receipt is corrected: first what it changes, then the original struck through with who and why', async () => {
    await page.goto(`${plant.url}/lot?id=${OLDER}`)
    await page.getByRole('button', { name: `Correct received of ${OLDER}` }).click()
    const form = page.getByRole('form', { name: 'Correct the movement' })
    await form.getByLabel('Cost of one kg').fill('5.20')
    await form.getByLabel('Why it is corrected').fill('the invoice says so')
    await form.getByRole('button', { name: 'Show what it changes' }).click()
    const preview = form.getByRole('region', { name: 'What it changes' })
    await expect(preview.getByRole('row').filter({ hasText: ORDER }).first()).toContainText('42.00')
    await expect(preview.getByRole('row').filter({ hasText: MADE })).toContainText('cost of the lot')
    await noSeriousViolations(page, 'preview of a correction')
    await form.getByRole('button', { name: 'Correct the movement' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const movements = page.getByRole('region', { name: 'Movements' })
    await expect(movements.locator('del').filter({ hasText: '4.2' })).toHaveCSS('text-decoration-line', 'line-through')
    await expect(movements).toContainText('Corrected by you')
    await expect(movements).toContainText('the invoice says so')
    await page.goto(`${plant.url}/order-cost?id=${ORDER}`)
    await expect(page.getByRole('region', { name: 'Entries' })).toContainText(OLDER)
    await noSidewaysScroll(page)
  })

  await test.step('a recall tells the lot, the order, the customer, and holds what is in the house', async () => {
    await page.goto(`${plant.url}/lot?id=${OLDER}`)
    await page.getByRole('link', { name: 'Recall' }).click()
    await expect(page.getByRole('list', { name: 'Customers' })).toContainText('Customer 12')
    await expect(page.getByRole('list', { name: 'Orders' })).toContainText(ORDER)
    await expect(page.getByRole('region', { name: 'Shipments' }).last()).toContainText('E2E-D-1')
    await noSeriousViolations(page, 'recall')
    await noSidewaysScroll(page)
    await page.getByRole('button', { name: 'Hold what is in the house' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Hold', exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Lots' }).last()).toContainText('on hold')
    await page.goto(`${plant.url}/lot?id=${MADE}`)
    await expect(page.getByRole('main')).toContainText(`On hold: recall of ${OLDER}`)
    await page.getByRole('button', { name: 'Other actions' }).click()
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Trace report, PDF' }).click(),
    ])
    expect(report.suggestedFilename()).toBe(`trace-${MADE}.pdf`)
  })
})
