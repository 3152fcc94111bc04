with

decisions as (

    select * from {{ ref('stg_decisions') }}

),

ranked as (

    select
        decisions.*,
        row_number() over (partition by service, month order by position desc) as recency
    from decisions

),

final as (

    select
        service,
        month,
        origin
    from ranked
    where recency = 1

)

select * from final
