with

expected as (

    select * from {{ ref('dim_expected') }} where state = 'reported'

),

claims as (

    select
        *,
        case source when 'contacts' then 'rows' else 'tally' end as origin,
        min(subject) over (partition by delivery) = max(subject) over (partition by delivery) as is_only_subject,
        min(month) over (partition by delivery) = max(month) over (partition by delivery) as is_only_month
    from {{ ref('int_claim_state') }}
    where source in ('contacts', 'contact_tallies')

),

current_claims as (

    select * from claims where is_current

),

findings as (

    select * from {{ ref('stg_findings') }} where severity = 'error' and row is not null

),

set_aside as (

    select * from {{ ref('stg_set_aside_coverage') }}

),

held_deliveries as (

    select * from {{ ref('stg_deliveries') }} where status = 'held'

),

rejected as (

    select distinct
        current_claims.subject as service,
        current_claims.month,
        current_claims.origin
    from findings
    inner join current_claims
        on findings.delivery = current_claims.delivery
        and (
            findings.subject = current_claims.subject
            or (findings.subject is null and current_claims.is_only_subject)
        )
        and (findings.month = current_claims.month or current_claims.is_only_month)

),

held as (

    select
        set_aside.subject as service,
        set_aside.month,
        max(set_aside.sequence) as sequence
    from set_aside
    inner join held_deliveries on set_aside.delivery = held_deliveries.delivery
    where set_aside.source in ('contacts', 'contact_tallies')
    group by set_aside.subject, set_aside.month

),

counting as (

    select
        subject as service,
        month,
        max(sequence) as sequence
    from current_claims
    group by subject, month

),

reasons as (

    select
        expected.service,
        expected.month,
        rejected.service is not null as has_rejected_rows,
        coalesce(held.sequence > counting.sequence, false) as has_held_file,
        coalesce(expected.conflict = 'open', false) as has_open_conflict
    from expected
    left join rejected
        on expected.service = rejected.service
        and expected.month = rejected.month
        and expected.origin = rejected.origin
    left join held
        on expected.service = held.service
        and expected.month = held.month
    left join counting
        on expected.service = counting.service
        and expected.month = counting.month

),

final as (

    select
        service,
        month,
        has_rejected_rows,
        has_held_file,
        has_open_conflict
    from reasons
    where has_rejected_rows or has_held_file or has_open_conflict

)

select * from final
