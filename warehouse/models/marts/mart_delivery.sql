with

deliveries as (

    select * from {{ ref('stg_deliveries') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

claims as (

    select * from {{ ref('stg_coverage') }}

),

latest as (

    select * from {{ ref('int_latest_claim') }}

),

claim_states as (

    select
        claims.delivery,
        claims.subject,
        claims.month,
        claims.sequence >= coalesce(joint_claim.sequence, 0)
        and claims.sequence >= coalesce(carrier_claim.sequence, 0) as is_current
    from claims
    left join latest as joint_claim
        on claims.source = joint_claim.source
        and claims.subject is not distinct from joint_claim.subject
        and claims.month is not distinct from joint_claim.month
        and joint_claim.carrier is null
    left join latest as carrier_claim
        on claims.source = carrier_claim.source
        and claims.subject is not distinct from carrier_claim.subject
        and claims.month is not distinct from carrier_claim.month
        and claims.carrier = carrier_claim.carrier

),

covered as (

    select
        delivery,
        bool_or(is_current) as is_current,
        min(month) as first_month,
        max(month) as last_month,
        list_sort(array_agg(distinct subject) filter (where subject is not null)) as subjects
    from claim_states
    group by delivery

),

final as (

    select
        deliveries.delivery,
        deliveries.sequence,
        deliveries.source,
        sources.title as source_title,
        deliveries.file,
        deliveries.received_at,
        deliveries.received_by,
        case
            when deliveries.status = 'landed' and not covered.is_current then 'superseded'
            else deliveries.status
        end as status,
        deliveries.encoding,
        deliveries.profile,
        deliveries.rows_in,
        deliveries.rows_landed,
        deliveries.rows_rejected,
        covered.first_month,
        covered.last_month,
        coalesce(covered.subjects, cast([] as varchar[])) as subjects
    from deliveries
    inner join sources on deliveries.source = sources.source
    left join covered on deliveries.delivery = covered.delivery

)

select * from final
