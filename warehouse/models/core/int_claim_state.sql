with

claims as (

    select * from {{ ref('stg_coverage') }}

),

latest as (

    select * from {{ ref('int_latest_claim') }}

),

final as (

    select
        claims.delivery,
        claims.sequence,
        claims.source,
        claims.carrier,
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

)

select * from final
