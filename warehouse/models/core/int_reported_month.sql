{{ config(materialized='table') }}

with

claims as (

    select * from {{ ref('stg_coverage') }}
    where source in ('contacts', 'contact_tallies')

),

deliveries as (

    select * from {{ ref('stg_deliveries') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

decisions as (

    select * from {{ ref('int_decision') }}

),

claimed as (

    select
        claims.subject as service,
        claims.month,
        case claims.source when 'contacts' then 'rows' else 'tally' end as origin,
        min(claims.sequence) as first_sequence,
        min(deliveries.received_at) as first_received_at,
        max_by(deliveries.delivery, deliveries.sequence) as delivery
    from claims
    inner join deliveries on claims.delivery = deliveries.delivery
    group by claims.subject, claims.month, claims.source

),

ranked as (

    select
        claimed.*,
        min(claimed.first_received_at) over (partition by claimed.service, claimed.month) as first_heard_at,
        count(*) over (partition by claimed.service, claimed.month) > 1 as has_two_origins,
        decisions.origin is not null as is_decided,
        row_number() over (
            partition by claimed.service, claimed.month
            order by
                case when claimed.origin = decisions.origin then 1 else 2 end,
                claimed.first_sequence
        ) as preference
    from claimed
    inner join services on claimed.service = services.service
    left join decisions
        on claimed.service = decisions.service
        and claimed.month = decisions.month

),

final as (

    select
        service,
        month,
        origin,
        delivery,
        first_heard_at as first_received_at,
        case when has_two_origins then case when is_decided then 'decided' else 'open' end end as conflict
    from ranked
    where preference = 1

)

select * from final
