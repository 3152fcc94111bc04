{{ config(meta={'message': 'Die Monate ergeben nicht das Quartal, das Jahr oder die zwölf Monate.'}) }}

with

cells as (

    select period_kind, period, area_kind, area, dimension, category, contacts, expected, reported
    from {{ ref('cube_contact') }}

    union all

    select period_kind, period, area_kind, area, measure as dimension, '' as category, value as contacts, expected, reported
    from {{ ref('cube_measure') }}
    where period_kind <> 'to_date'
        and measure not in ('inhabitants', 'attendance_median')
        and state = 'value'

),

months as (

    select * from cells where period_kind = 'month'

),

longer as (

    select
        *,
        case period_kind
            when 'ytd' then {{ dbt.date_trunc('year', 'period') }}
            when 'rolling_12' then {{ dbt.dateadd('month', -11, 'period') }}
            else period
        end as first_month,
        case period_kind
            when 'quarter' then {{ dbt.dateadd('month', 2, 'period') }}
            when 'year' then {{ dbt.dateadd('month', 11, 'period') }}
            else period
        end as last_month
    from cells
    where period_kind <> 'month'

)

select
    longer.period_kind,
    longer.period,
    longer.area,
    longer.dimension,
    longer.category
from longer
inner join months
    on longer.area_kind = months.area_kind
    and longer.area = months.area
    and longer.dimension = months.dimension
    and longer.category = months.category
    and months.period between longer.first_month and longer.last_month
group by all
having sum(months.contacts) is distinct from any_value(longer.contacts)
    or sum(months.reported) is distinct from any_value(longer.reported)
