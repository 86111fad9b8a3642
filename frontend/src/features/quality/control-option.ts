import type { Inks } from '../../charts/chart'
import type { Option } from '../../charts/echarts'
import { escaped } from '../../charts/escaped'
import { measured, moment } from '../../format'
import type { ChartAnswer, ControlChart, Point } from './queries'
import { rulesTold } from './rules'

export const CHART_NAMES: Record<ControlChart['kind'], string> = {
  xbar: 'Mean',
  I: 'Single value',
  R: 'Range',
  S: 'Standard deviation',
  MR: 'Moving range',
}

/** The two charts one above the other, on one axis of subgroups. */
export function controlOption(answer: ChartAnswer): (inks: Inks, width: number) => Option {
  const { location, spread, characteristic, corrected, limits } = answer
  const numbers = location.points.map(({ number }) => number)
  const names = new Map(location.points.map(({ number, subgroup }) => [number, subgroup]))
  const both = spread.points.length > 0
  const charts = both ? [location, spread] : [location]
  const struck = (chart: ControlChart) =>
    corrected
      .filter(({ number }) => number !== null && numbers.includes(number))
      .map(form => ({ form, value: struckValue(chart.kind, form) }))
      .filter((one): one is { form: (typeof corrected)[number]; value: number } => one.value !== null)
  const phase = limits.source === 'first_subgroups' ? limits.used_subgroups : null

  return (inks, width) => {
    const right = width < 500 ? 12 : 92
    const axis = (gridIndex: number) => ({
      type: 'category',
      gridIndex,
      data: numbers.map(String),
      axisLabel: {
        color: inks.dimmed,
        hideOverlap: true,
        formatter: (number: string) => names.get(Number(number)) ?? number,
      },
      axisLine: { onZero: false, lineStyle: { color: inks.line } },
      axisTick: { show: false },
    })
    const values = (chart: ControlChart, gridIndex: number) => ({
      type: 'value',
      gridIndex,
      scale: true,
      name: `${CHART_NAMES[chart.kind]}${characteristic.unit ? `, ${characteristic.unit}` : ''}`,
      nameTextStyle: { color: inks.text, align: 'left', fontWeight: 600 },
      axisLabel: { color: inks.dimmed, formatter: (value: number) => measured(value) },
      splitLine: { show: false },
    })
    return {
      tooltip: {
        trigger: 'item',
        confine: true,
        backgroundColor: inks.surface,
        borderColor: inks.line,
        textStyle: { color: inks.text },
      },
      grid: both
        ? [
            { top: 30, left: 62, right, height: 230 },
            { top: 312, left: 62, right, height: 150 },
          ]
        : [{ top: 30, left: 62, right, bottom: 40 }],
      xAxis: charts.map((_, index) => axis(index)),
      yAxis: charts.map(values),
      series: charts.flatMap((chart, index) => [
        ...lines(chart, index, inks, right > 50, phase),
        {
          type: 'line',
          name: CHART_NAMES[chart.kind],
          xAxisIndex: index,
          yAxisIndex: index,
          lineStyle: { color: inks.info, width: 1.5 },
          z: 3,
          showAllSymbol: true,
          data: chart.points.map(point => ({
            value: [String(point.number), point.value],
            symbol: point.violations.length > 0 ? 'diamond' : 'circle',
            symbolSize: point.violations.length > 0 ? 13 : 6,
            itemStyle: { color: point.violations.length > 0 ? inks.bad : inks.info },
          })),
          tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => pointTold(chart.points[dataIndex], answer) },
        },
        {
          type: 'scatter',
          name: 'Corrected original',
          xAxisIndex: index,
          yAxisIndex: index,
          symbol: 'path://M0,0L10,10M10,0L0,10',
          symbolSize: 10,
          itemStyle: { color: 'transparent', borderColor: inks.dimmed, borderWidth: 2 },
          z: 2,
          data: struck(chart).map(({ form, value }) => [String(form.number), value]),
          tooltip: {
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const one = struck(chart)[dataIndex]
              if (!one) return ''
              return `<b>Subgroup <s>${escaped(one.form.subgroup)}</s></b><br><s>${measured(one.value, characteristic.unit)}</s><br>corrected: ${escaped(one.form.corrected_why ?? '')}`
            },
          },
        },
      ]),
    }
  }
}

/** What a chart would have plotted for the original; a moving range takes two subgroups, so it has none of its own. */
function struckValue(kind: ControlChart['kind'], form: ChartAnswer['corrected'][number]): number | null {
  return { xbar: form.mean, I: form.mean, R: form.range, S: form.sd, MR: null }[kind]
}

/** Centre and limits: steps, because subgroups of different sizes have limits of their own. */
function lines(chart: ControlChart, index: number, inks: Inks, labelled: boolean, phase: number | null): object[] {
  const { points, center } = chart
  if (center === null) return []
  const last = points.at(-1)
  const line = (
    name: string,
    of: (point: Point) => number | null,
    value: number | null | undefined,
    dashed: boolean,
  ) => ({
    type: 'line',
    name,
    xAxisIndex: index,
    yAxisIndex: index,
    step: 'middle',
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { color: dashed ? inks.bad : inks.good, width: 1.3, type: dashed ? 'dashed' : 'solid', opacity: 0.9 },
    data: points.map(point => [String(point.number), of(point)]),
    ...(labelled && {
      endLabel: { show: true, formatter: () => `${name} ${measured(value)}`, color: inks.text, fontSize: 11 },
    }),
  })
  const ends = line('Centre', () => center, center, false)
  return [
    {
      ...ends,
      ...(phase !== null &&
        points.some(({ number }) => number === phase) && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: inks.dimmed, type: 'dotted' },
            label: { formatter: 'limits taken up to here', color: inks.dimmed, position: 'end', fontSize: 11 },
            data: [{ xAxis: String(phase) }],
          },
        }),
    },
    line('UCL', point => point.ucl ?? null, last?.ucl, true),
    line('LCL', point => point.lcl ?? null, last?.lcl, true),
  ]
}

function pointTold(point: Point | undefined, { characteristic }: ChartAnswer): string {
  if (!point) return ''
  return [
    `<b>Subgroup ${escaped(point.subgroup)}: ${measured(point.value, characteristic.unit)}</b>`,
    `${moment(point.measured_at)}, ${point.n} ${point.n === 1 ? 'value' : 'values'}`,
    point.lcl == null ? '' : `limits ${measured(point.lcl)} to ${measured(point.ucl, characteristic.unit)}`,
    ...rulesTold(point.violations),
  ]
    .filter(Boolean)
    .join('<br>')
}
