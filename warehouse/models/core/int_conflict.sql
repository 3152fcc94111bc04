with

reported as (

    select * from {{ ref('int_reported_month') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

tallies as (

    select * from {{ ref('int_contact_tally_count') }}

),

partitions as (

    select distinct dimension from {{ ref('dim_category') }} where is_partition and dimension in ('channel', 'kind')

),

two_origins as (

    select
        reported.delivery,
        reported.service,
        reported.month,
        'two_origins' as rule,
        'error' as severity,
        'Für ' || services.name || ' liegen im Monat ' || {{ german_month('reported.month') }}
        || ' Einzelkontakte und Monatszahlen vor. Es zählen die '
        || case reported.origin when 'rows' then 'Einzelkontakte' else 'Monatszahlen' end
        || ', weil sie zuerst angenommen wurden. Bitte entscheiden Sie, welcher Meldeweg gilt.' as message
    from reported
    inner join services on reported.service = services.service
    where reported.conflict = 'open'

),

sums as (

    select
        tallies.service,
        tallies.month,
        tallies.dimension,
        sum(tallies.contacts) as contacts
    from tallies
    inner join partitions on tallies.dimension = partitions.dimension
    group by tallies.service, tallies.month, tallies.dimension
    having count(*) = count(tallies.contacts)

),

sum_differs as (

    select
        reported.delivery,
        reported.service,
        reported.month,
        'sum_differs' as rule,
        'notice' as severity,
        services.name || ', ' || {{ german_month('reported.month') }} || ': Die '
        || case sums.dimension when 'channel' then 'Kanäle' else 'Kontaktarten' end
        || ' ergeben zusammen ' || sums.contacts || ', als Gesamtzahl sind ' || totals.contacts
        || ' gemeldet. Es gilt die Gesamtzahl. Bitte die Zählung prüfen.' as message
    from sums
    inner join tallies as totals
        on sums.service = totals.service
        and sums.month = totals.month
        and totals.dimension = 'total'
    inner join reported
        on sums.service = reported.service
        and sums.month = reported.month
    inner join services on sums.service = services.service
    where sums.contacts <> totals.contacts

),

final as (

    select * from two_origins

    union all

    select * from sum_differs

)

select * from final
