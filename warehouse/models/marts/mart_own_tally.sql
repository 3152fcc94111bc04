with

tallies as (

    select * from {{ ref('stg_own_tallies') }}

),

latest as (

    select
        quartier,
        month,
        max(position) as position
    from tallies
    group by quartier, month

),

final as (

    select
        tallies.quartier,
        tallies.month,
        tallies.service,
        tallies.dimension,
        case tallies.dimension when 'total' then 'total' else tallies.category end as category,
        tallies.contacts,
        tallies.entered_by,
        tallies.entered_at
    from tallies
    inner join latest
        on tallies.quartier = latest.quartier
        and tallies.month = latest.month
        and tallies.position = latest.position

)

select * from final
