with

deliveries as (

    select * from {{ ref('stg_deliveries') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

claims as (

    select * from {{ ref('int_claim_state') }}

),

set_aside as (

    select * from {{ ref('stg_set_aside_coverage') }}

),

findings as (

    select * from {{ ref('stg_findings') }}

),

spoken_of as (

    select delivery, subject, month, is_current from claims

    union all

    select delivery, subject, month, cast(null as boolean) as is_current from set_aside

    union all

    select delivery, subject, cast(null as date) as month, cast(null as boolean) as is_current from findings

),

covered as (

    select
        delivery,
        bool_or(is_current) as is_current,
        min(month) as first_month,
        max(month) as last_month,
        list_sort(array_agg(distinct subject) filter (where subject is not null)) as subjects
    from spoken_of
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
        deliveries.note,
        covered.first_month,
        covered.last_month,
        coalesce(covered.subjects, cast([] as varchar[])) as subjects
    from deliveries
    inner join sources on deliveries.source = sources.source
    left join covered on deliveries.delivery = covered.delivery

)

select * from final
