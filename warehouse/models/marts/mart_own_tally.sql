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
        cast(sum(tallies.contacts) as bigint) as contacts,
        max(tallies.entered_by) as entered_by,
        max(tallies.entered_at) as entered_at
    from tallies
    inner join latest
        on tallies.quartier = latest.quartier
        and tallies.month = latest.month
        and tallies.position = latest.position
    group by
        tallies.quartier,
        tallies.month,
        tallies.service,
        tallies.dimension,
        case tallies.dimension when 'total' then 'total' else tallies.category end

)

select * from final
