with

movements as (

    select * from {{ ref('fct_movement') }}

),

settings as (

    select * from {{ ref('stg_settings') }}

),

drawn as (

    select
        measure,
        date,
        sum(amount) as amount,
        sum(sum(amount)) over (partition by measure order by date) as drawn_so_far
    from movements
    where kind = 'drawn'
    group by measure, date

),

used as (

    select
        measure,
        date,
        sum(sum(amount)) over (partition by measure order by date) as used_so_far
    from movements
    where kind in ('spent', 'repaid')
    group by measure, date

),

final as (

    select
        drawn.measure,
        drawn.date as drawn_on,
        cast({{ dbt.dateadd('month', 'max(settings.spend_within_months)', 'drawn.date') }} as date) as due_date,
        drawn.amount as drawn,
        least(drawn.amount, greatest(drawn.drawn_so_far - coalesce(max(used.used_so_far), 0), 0)) as unspent,
        min(case when used.used_so_far >= drawn.drawn_so_far then greatest(used.date, drawn.date) end) as spent_on
    from drawn
    cross join settings
    left join used on drawn.measure = used.measure
    group by drawn.measure, drawn.date, drawn.amount, drawn.drawn_so_far

)

select * from final
