{{ config(meta={'message': 'Zu einzelnen Kontakten fehlt das Angebot oder Quartier in den Stammdaten. Bitte den Eintrag mit „gültig bis“ beenden, statt ihn zu löschen.'}) }}

{# The rows that should count, found a second way: no later delivery claims the same service, month and carrier. #}
with

claims as (

    select * from {{ ref('stg_coverage') }} where source = 'contacts'

),

tallied as (

    select service, month from {{ ref('int_reported_month') }} where origin = 'tally'

),

delivered as (

    select
        contacts.service,
        {{ month_of('contacts.date') }} as month,
        contacts.carrier,
        deliveries.sequence,
        count(*) as contacts
    from {{ ref('stg_contacts') }} as contacts
    inner join {{ ref('stg_deliveries') }} as deliveries on contacts.delivery = deliveries.delivery
    group by all

    union all

    select
        kept.service,
        kept.month,
        kept.carrier,
        deliveries.sequence,
        kept.contacts
    from {{ ref('stg_kept_counts') }} as kept
    inner join {{ ref('stg_deliveries') }} as deliveries on kept.delivery = deliveries.delivery
    where kept.dimension = 'total'

),

should_count as (

    select sum(delivered.contacts) as contacts
    from delivered
    where not exists (
        select 1
        from claims
        where claims.subject = delivered.service
            and claims.month = delivered.month
            and coalesce(claims.carrier, delivered.carrier) = delivered.carrier
            and claims.sequence > delivered.sequence
    )
    and not exists (
        select 1
        from tallied
        where tallied.service = delivered.service
            and tallied.month = delivered.month
    )

),

does_count as (

    select sum(counts.contacts) as contacts
    from {{ ref('fct_contact_count') }} as counts
    where counts.dimension = 'total'
        and counts.origin = 'rows'

)

select *
from should_count
cross join does_count
where coalesce(should_count.contacts, 0) <> coalesce(does_count.contacts, 0)
